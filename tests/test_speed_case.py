"""Cases and whole programs as they really run, each in a process of its own."""

import json
import os
import subprocess
import sys
import threading
import time

import pytest

from advisor.measure import processes, worker
from advisor.measure.processes import Workers
from advisor.measure.speed import run_case
from advisor.measure.speed.checks import wrong_device, wrong_precision
from advisor.measure.speed.lane import take_turn
from advisor.measure.speed.results import TIMED
from advisor.measure.speed.sampling import ceilings, devices
from advisor.measure.speed.schedule import cells, job
from advisor.pairs import load_pairs
from advisor.programs import REFERENCE
from advisor.runs import read

PLAN = {"cores": [[0]], "block": 0.01, "device": "cpu"}
TIMED_LANES = ("pytorch-eager", "keras-tensorflow", "keras-jax", "keras-torch")


@pytest.fixture(scope="module")
def timed():
    """The outcome of a real case on every lane."""
    table = cells([load_pairs()["quickstart"]], list(TIMED_LANES), ["printed"])
    jobs = [
        {"kind": "case", **job(cell, 1, PLAN), "cores": [0]}
        for cell in table
        if cell.column in TIMED_LANES
    ]
    with Workers(2, time_limit=120) as workers:
        return {told["lane"]: outcome for told, outcome in workers.all(jobs)}


@pytest.mark.parametrize("lane", TIMED_LANES)
def test_one_case_as_it_runs(lane, timed):
    """A process of its own times training and inference, and reads its settings back."""
    outcome = timed[lane]
    assert (outcome.status, outcome.message) == ("ok", "")
    assert outcome.values["failures"] == {}
    records = {record["measure"]: record for record in outcome.values["benchmarks"]}
    assert set(records) == set(TIMED)
    own = processes.NEEDS[lane][-1]
    for record in records.values():
        assert 3 <= len(record["seconds"]) <= 5
        assert 1024.09 < record["canary"] < 1024.11
        assert record["warm_up"]
        assert record["frameworks"] == [own]
        assert record["cores"] == [0]
        assert set(record["threads"].values()) <= {1}
        assert "cpu" in record["device"]
    assert records["training"]["unit"] == 125
    # products of 32 rows: one forward and one for the weights, and one for what is below
    counted = 2 * 32 * (2 * 784 * 128 + 3 * 128 * 10) if lane == REFERENCE else None
    assert records["training"].get("operations") == counted


@pytest.mark.parametrize(
    "lane",
    [
        REFERENCE,
        "keras-jax",
        pytest.param("keras-tensorflow", marks=pytest.mark.slow),
        pytest.param("keras-torch", marks=pytest.mark.slow),
    ],
)
def test_a_case_in_bfloat16(lane, monkeypatch):
    """The precision asked for is the one that the canary finds; results come back as numbers.
    Options that somebody has set for pytest are not for the case."""
    monkeypatch.setenv("PYTEST_ADDOPTS", "--no-such-option")
    (cell,) = (
        c
        for c in cells([load_pairs()["quickstart"]], [lane], ["printed"], ["bfloat16"])
        if c.column == lane
    )
    with Workers(1, time_limit=120) as workers:
        values = workers.run({"kind": "case", **job(cell, 1, PLAN), "cores": [0]}).values
    assert values["failures"] == {}
    for record in values["benchmarks"]:
        assert not wrong_precision(record["canary"], "bfloat16")


def replica(lane, **smaller):
    """The vision transformer's replica, in a size that a CPU can do."""
    pair = load_pairs()["vit"]
    table = cells([pair], [lane], ["replica"], ["default"])
    (cell,) = (c for c in table if c.column == lane)
    assert cell.group == "images.vit.replica.default"
    told = job(cell, 1, PLAN)
    return {"kind": "case", **told, "build": told["build"] | smaller, "cores": [0]}


@pytest.mark.parametrize("lane", [REFERENCE, "keras-jax"])
def test_a_replica_is_the_pair_with_other_arguments(lane):
    """Its data, model and batch are those asked for; training is timed and nothing else."""
    told = replica(lane, size=56, patch=14, width=32, layers=1, heads=2)
    with Workers(1, time_limit=120) as workers:
        values = workers.run(told).values
    assert values["failures"] == {}
    (record,) = values["benchmarks"]
    assert record["measure"] == "training"
    assert record["unit"] == 16  # of 20 rows four fifths, one at a time
    assert record["canary"] == pytest.approx(1024.1024, abs=0.01)


@pytest.mark.parametrize("lane", ["pytorch-compile", "keras-jax"])
def test_what_compilers_made_for_a_replica_serves_its_later_rounds(lane):
    """On a GPU the next process compiles nothing again, and waits until it is its turn."""
    told = replica(lane, size=28, patch=14, width=32, layers=2, heads=2)
    with Workers(2, time_limit=200) as workers:
        told["turn"] = str(workers.folder / "turn")
        cold = workers.run(told)
        made = len([x for x in workers.folder.rglob("*") if x.is_file()])
        (warm, one), (other, _) = [
            (x.values["benchmarks"][0], x) for _, x in workers.all([told | {"round": 2}] * 2)
        ]
    assert (cold.status, cold.values["failures"], one.values["failures"]) == ("ok", {}, {})
    assert made > 2
    first = cold.values["benchmarks"][0]["first_step"]
    assert max(warm["first_step"], other["first_step"]) < 0.8 * first


def test_processes_take_turns(tmp_path):
    """The second waits until the first gives its turn back."""
    place = str(tmp_path / "turn")
    lock = take_turn(place)
    taken = []
    other = threading.Thread(target=lambda: taken.append(take_turn(place)))
    other.start()
    other.join(0.2)
    assert taken == []
    os.close(lock)
    other.join(10)
    os.close(taken.pop())


BROKEN = """
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

def load():
    return torch.ones(8, 2), torch.ones(8, 3), torch.ones(8, 1)

def preprocess(x, z, y):
    return ((x, z), y), ((x, z), y)

class Two(nn.Module):
    def __init__(self):
        super().__init__()
        self.one = nn.Linear(5, 1)
    def forward(self, x, z):
        return self.one(torch.cat([x, z], dim=1))

def build():
    return Two()

def train(model, data, optimizer, epochs=1, batch_size=4):
    (x, z), y = data
    loader = DataLoader(TensorDataset(x, z, y), batch_size=batch_size, shuffle=True)
    for epoch in range(epochs):
        for x, z, y in loader:
            optimizer.zero_grad()
            (model(x, z) - y).square().mean().backward()
            optimizer.step()
        if epochs > 1:
            raise ValueError("no luck")

def improve(model):
    return torch.optim.SGD(model.parameters(), lr=0.1)
"""


def test_what_fails_within_a_case(tmp_path):
    """The failed measure has its message, the others their times."""
    file = tmp_path / "broken_pytorch.py"
    file.write_text(BROKEN, "utf-8")
    told = {
        "kind": "case", "lane": REFERENCE, "file": str(file), "build": {}, "edits": [],
        "cores": [0], "threads": 1, "block": 0.01, "seed": 1, "device": "cpu",
        "precision": "float32", "size": "printed",
    }  # fmt: skip
    with Workers(1, time_limit=120) as workers:
        values = workers.run(told).values
        none = workers.run({**told, "build": {"no_such": 1}}).values
    assert values["failures"] == {"training": "ValueError: no luck"}
    assert {r["measure"] for r in values["benchmarks"]} == {"inference_1", "inference_64"}
    assert none["benchmarks"] == []
    assert "none of them takes no_such" in none["failures"]["training"]


def test_pytest_that_does_not_start(monkeypatch, tmp_path):
    """No result and no failed test: an error of its own, never an empty sample."""
    monkeypatch.chdir(tmp_path)
    for name in (run_case.JOB, "PYTEST_DISABLE_PLUGIN_AUTOLOAD", "PYTEST_ADDOPTS"):
        monkeypatch.setenv(name, "")
    monkeypatch.setattr(run_case.pytest, "main", lambda *_args, **_more: 4)
    with pytest.raises(RuntimeError, match="pytest ended with 4"):
        run_case.run_case({"size": "printed"})


def command(*words):
    return [sys.executable, "-m", "advisor", "measure", "speed", *words, "--json"]


@pytest.mark.slow
def test_a_run_that_was_killed_goes_on(tmp_path):
    """After kill -9 every finished sample is kept as it was, no process is left, and the
    run goes on to its end."""
    env = os.environ | {"XDG_DATA_HOME": str(tmp_path)}
    words = ("quickstart", "--part", "printed", "--lane", REFERENCE, "--rounds", "2")
    started = subprocess.Popen(command(*words), env=env, stderr=subprocess.DEVNULL)
    base = tmp_path / "keras-or-pytorch" / "runs"
    deadline = time.monotonic() + 300
    while not (kept := [*base.glob("*/*.01.json")]):
        assert started.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.1)
    started.kill()
    started.wait()
    before = {path.name: path.read_bytes() for path in kept}
    (folder,) = base.iterdir()
    done = subprocess.run(
        command("--resume", folder.name), env=env, capture_output=True, text=True, check=True
    )
    lines = json.loads(done.stdout)["lines"]
    assert {x["status"] for x in lines if x["measure"] == "start"} == {"ok"}
    samples = json.loads((folder / "basics.quickstart.printed.json").read_text("utf-8"))
    assert len(samples) == 4
    for data in before.values():
        assert json.loads(data) in samples
    assert "finished" in read(folder)


def test_a_whole_program_and_the_machine():
    """Seconds from the start of the process, the figure, the peak; the ceilings of a core."""
    pair = load_pairs()["written_loop"]
    told = {"kind": "program", "lane": REFERENCE, "cores": [0], "seed": 0, "edits": []}
    with Workers(1, time_limit=120) as workers:
        file = str(pair.file(REFERENCE))
        found = workers.run({**told, "file": file, "started": time.time()}).values
        plan = PLAN | {"precisions": ["float32", "bfloat16"], "lanes": list(TIMED_LANES)}
        most = ceilings(workers, plan)
        where = devices(workers, PLAN | {"lanes": list(TIMED_LANES)})
    assert pair.good(found["figure"])
    assert 1 < found["seconds"] < 100
    assert found["peak"] > 100 * 1024
    assert most["flops"]["float32"] > most["bytes"] > 1e8
    assert most["flops"]["bfloat16"] > 1e8
    assert set(most["products"]) == {REFERENCE, "keras-tensorflow", "keras-jax"}
    assert most["flops"]["float32"] == max(x["float32"] for x in most["products"].values())
    assert set(where) == set(TIMED_LANES)
    assert not any(wrong_device(device, "cpu") for device in where.values())


def test_batches_go_to_where_the_model_is():
    """As a loop that is written for a GPU moves them; on a CPU nothing is done."""
    import torch
    from torch.utils.data import DataLoader, TensorDataset

    from advisor.measure.speed import pytorch_clock as clock

    loader = DataLoader(TensorDataset(torch.ones(4, 2), torch.ones(4, 1)), batch_size=2)
    elsewhere = torch.nn.Linear(2, 1, device="meta")
    begun = []
    with clock.watched(elsewhere, lambda: begun.append(1)):
        moved = [part.device.type for batch in loader for part in batch]
    assert moved == ["meta"] * 4
    assert begun == [1]
    with clock.moving(torch.nn.Linear(2, 1)):
        assert next(iter(loader))[0].device.type == "cpu"
    assert next(iter(loader))[0].device.type == "cpu"


def test_a_variant_is_imported_with_its_change(tmp_path, monkeypatch):
    """From a copy in the folder of the process; the program itself stays as it is."""
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setattr(sys, "modules", {**sys.modules})
    program, own = tmp_path / "program.py", tmp_path / "own"
    program.write_text("SIZE = 3\n", "utf-8")
    own.mkdir()
    monkeypatch.chdir(own)
    assert worker.load_snippet(str(program)).SIZE == 3
    assert worker.load_snippet(str(program), [["3", "4"]]).SIZE == 4
    assert program.read_text("utf-8") == "SIZE = 3\n"


def test_only_linux_ends_a_process_with_its_parent(monkeypatch):
    """Elsewhere it lives on, which does no harm but to the clock."""
    monkeypatch.setattr(sys, "platform", "darwin")
    worker.die_with_parent()
