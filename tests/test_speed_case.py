"""Cases and whole programs as they really run, each in a process of its own."""

import time

import pytest

from advisor.measure import processes
from advisor.measure.processes import Workers
from advisor.measure.speed import run_case
from advisor.measure.speed.results import TIMED
from advisor.measure.speed.schedule import cells, job
from advisor.pairs import REFERENCE, load_pairs

TIMED_LANES = ("pytorch-eager", "keras-tensorflow", "keras-jax", "keras-torch")


@pytest.fixture(scope="module")
def timed():
    """The outcome of a real case on every lane."""
    table = cells([load_pairs()["quickstart"]], list(TIMED_LANES), ["printed"])
    jobs = [
        {"kind": "case", **job(cell, 1, 1, 0.01), "cores": [0]}
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
        "cores": [0], "threads": 1, "block": 0.01, "seed": 1,
    }  # fmt: skip
    with Workers(1, time_limit=120) as workers:
        values = workers.run(told).values
        none = workers.run({**told, "build": {"no_such": 1}}).values
    assert values["failures"] == {"training": "ValueError: no luck"}
    assert {r["measure"] for r in values["benchmarks"]} == {"inference_1", "inference_64"}
    assert none["benchmarks"] == []
    assert "no_such" in none["failures"]["training"]


def test_pytest_that_does_not_start(monkeypatch, tmp_path):
    """No result and no failed test: an error of its own, never an empty sample."""
    monkeypatch.chdir(tmp_path)
    for name in (run_case.JOB, "PYTEST_DISABLE_PLUGIN_AUTOLOAD"):
        monkeypatch.setenv(name, "")
    monkeypatch.setattr(run_case.pytest, "main", lambda *_args, **_more: 4)
    with pytest.raises(RuntimeError, match="pytest ended with 4"):
        run_case.run_case({})


def test_a_whole_program_and_the_machine():
    """Seconds from the start of the process, the figure, the peak; the ceilings of a core."""
    pair = load_pairs()["written_loop"]
    told = {"kind": "program", "lane": REFERENCE, "cores": [0], "seed": 0, "edits": []}
    with Workers(1, time_limit=120) as workers:
        file = str(pair.file(REFERENCE))
        found = workers.run({**told, "file": file, "started": time.time()}).values
        most = workers.run({"kind": "ceilings", "lane": REFERENCE, "cores": [0]}).values
    assert pair.good(found["figure"])
    assert 1 < found["seconds"] < 100
    assert found["peak"] > 100 * 1024
    assert most["flops"] > most["bytes"] > 1e8
