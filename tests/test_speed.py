"""`measure speed`: the command with replaced processes, and one case as it really runs."""

import json
import sys
from zlib import crc32

import numpy as np
import pytest

from advisor.commands import measure
from advisor.commands.measures import speed
from advisor.commands.measures.speed_table import duration
from advisor.faults import fault
from advisor.measure import runs
from advisor.measure.gate import Row, compared
from advisor.measure.processes import Outcome, Workers
from advisor.measure.speed.results import TIMED, table
from advisor.measure.speed.schedule import NULL
from advisor.pairs import REFERENCE, load_pairs
from advisor.runs import read

WORDS = (
    "measure", "speed", "quickstart", "--lane", "keras-jax", "--rounds", "3", "--part", "printed",
    "--part", "large",
)  # fmt: skip
OTHER = {
    "ceilings": {"flops": {"float32": 1e11, "bfloat16": 1e11}, "bytes": 1e10},
    "device": {"device": "cpu"},
    "program": {"seconds": 5.0, "figure": 0.92, "peak": 300 * 1024},
}


@pytest.fixture
def share(tmp_path, monkeypatch):
    """Where the records of the test go."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(speed, "unfit", lambda place, jobs: [])
    return tmp_path / "keras-or-pytorch" / "runs"


def measured(told):
    """What a process would have found: JAX takes half the time of PyTorch."""
    rng = np.random.default_rng(crc32(f"{told['column']} {told['round']}".encode()))
    level = 0.1 if told["lane"] == "keras-jax" else 0.2
    seconds = (level * np.exp(rng.normal(0, 0.01, 5))).tolist()
    record = {
        "seconds": seconds, "iterations": 1, "unit": 125, "late": 0.0, "busy": 1.0,
        "threads": {}, "compiler": {}, "start": 2.5, "import": 1.0,
        "canary": 1024.1024 if told["precision"] == "float32" else 1024.0,
        "device": told["device"],
        "first_step": 1.0, "operations": 10**7,
        "frameworks": ["jax" if told["lane"] == "keras-jax" else "torch"],
    }  # fmt: skip
    return {"benchmarks": [record | {"measure": name} for name in TIMED], "failures": {}}


REFUSED = {}  # column: status and message that the gate gives it in this test


def proved(workers, pairs, columns):
    """What the gate would have found: everything is equal unless it is to be refused."""
    for pair in pairs:
        for column in compared(pair, columns):
            status, message = REFUSED.get(
                column, ("reference" if column == REFERENCE else "equal", "")
            )
            workers.started({"pair": pair.id, "column": column})
            yield Row(pair=pair.id, lane=column, status=status, message=message, stages=[])


@pytest.fixture
def ran(monkeypatch):
    """The jobs that were run; an entry in `fail` replaces the outcome of a column."""
    jobs, fail = [], {}
    REFUSED.clear()
    monkeypatch.setattr(speed, "gate", proved)

    def run(self, told):
        if told["kind"] == "case":
            jobs.append(told)
        found = fail.get(told.get("column"))
        if isinstance(found, BaseException):
            raise found
        status, message = found or ("ok", "")
        values = OTHER.get(told["kind"]) or measured(told)
        if status != "ok":
            values = {}
        return Outcome(status=status, values=values, arrays=None, message=message)

    monkeypatch.setattr(Workers, "run", run)
    monkeypatch.setattr(speed, "lacking", lambda lane: [])
    return jobs, fail


def test_a_table(run, share, ran):
    """Times, ratios, intervals and words; the samples are kept as one part for each group."""
    code, out, err = run(*WORDS)
    assert code == 0
    for part in (
        "basics.quickstart.large",
        "faster",
        "0.5",
        "the same again",
        "training",
        "300 MiB",
    ):
        assert part in out
    assert "[18/18, 0/0 s]" in err
    (folder,) = share.iterdir()
    assert sorted(p.stem for p in folder.iterdir()) == [
        "basics.quickstart.large", "basics.quickstart.printed", "ceilings", "devices",
        "finished", "gate", "protocol", "table",
    ]  # fmt: skip
    parts = read(folder)
    again = table(speed.samples(parts), parts["ceilings"]["flops"])
    assert parts["table"] == [line.to_json() for line in again]
    kept = parts["basics.quickstart.large"]
    assert len(kept) == 3 * 3
    assert kept[0]["build"] == {"units": 1024}
    assert "比值" in run(*WORDS, "--lang", "zh")[1]
    document = json.loads(run(*WORDS, "--json")[1])
    assert {line["column"] for line in document["lines"]} == {"keras-jax", REFERENCE, NULL}


def test_a_quick_look(run, share, ran, monkeypatch):
    """One pair as printed, three rounds, two at a time, and it says what it is."""
    monkeypatch.setattr(speed.os, "sched_getaffinity", lambda _: {0, 3, 7})
    code, out, _ = run("measure", "speed", "--quick", "--lane", "keras-jax")
    assert code == 0
    assert "A quick look: 3 rounds" in out
    assert len(ran[0]) == 3 * 3
    (folder,) = share.iterdir()
    assert read(folder)["protocol"]["plan"]["cores"] == [[7], [3]]


def test_what_is_timed_by_default(run, share, ran):
    """Every pair meant for it, in both sizes, and the variants."""
    run("measure", "speed", "--rounds", "2", "--lane", "keras-jax")
    timed = {j["pair"] for j in ran[0]}
    assert timed == {p.id for p in load_pairs().values() if "sizes" in p.facts}
    assert len(timed) >= 12
    assert {j["size"] for j in ran[0]} == {"printed", "large"}
    assert "keras-jax steps_per_execution" in {j["column"] for j in ran[0]}


def test_an_interrupted_run_goes_on_where_it_stopped(run, share, ran):
    """Every finished sample is kept and none is taken twice."""
    jobs, fail = ran
    fail[NULL] = KeyboardInterrupt()
    with pytest.raises(SystemExit) as stopped:
        run(*WORDS)
    assert stopped.value.code == 130
    (folder,) = share.iterdir()
    before = {p.stem for p in folder.iterdir()} - {"protocol", "ceilings", "gate", "devices"}
    assert len(before) == len(jobs) - 1
    fail.clear()
    jobs.clear()
    code, out, _ = run("measure", "speed", "--resume", folder.name)
    assert code == 0
    assert "faster" in out
    assert len(jobs) == 3 * 3 * 2 - len(before)
    code, _, err = run("measure", "speed", "--resume", folder.name)
    assert code == 2
    assert "no interrupted timing" in err


def test_a_half_written_sample_is_none(run, share, ran):
    """What was being written when the power failed is measured again."""
    _, fail = ran
    fail[NULL] = KeyboardInterrupt()
    with pytest.raises(SystemExit):
        run(*WORDS)
    (folder,) = share.iterdir()
    (folder / "basics.quickstart.large.keras-jax.03.part").write_text('{"gro', "utf-8")
    fail.clear()
    assert run("measure", "speed", "--resume", folder.name)[0] == 0


def test_a_run_that_stopped_while_it_was_packed(run, share, ran, monkeypatch):
    """What was joined is neither measured again nor lost, in whatever state its pieces are."""
    jobs, _ = ran
    pack, calls = runs.Run.pack, []

    def stop_at_the_second(self, name, parts):
        calls.append(name)
        if len(calls) == 2:
            raise KeyboardInterrupt
        kept = {part: (self.folder / f"{part}.json").read_text("utf-8") for part in parts[:2]}
        pack(self, name, parts)
        for part, text in kept.items():  # as if it had stopped between writing and removing
            (self.folder / f"{part}.json").write_text(text, "utf-8")

    monkeypatch.setattr(runs.Run, "pack", stop_at_the_second)
    with pytest.raises(SystemExit):
        run(*WORDS)
    monkeypatch.setattr(runs.Run, "pack", pack)
    jobs.clear()
    (folder,) = share.iterdir()
    assert run("measure", "speed", "--resume", folder.name)[0] == 0
    assert jobs == []
    assert len(list(folder.iterdir())) == 8
    assert len(json.loads((folder / f"{calls[0]}.json").read_text("utf-8"))) == 3 * 3


def test_a_run_that_stopped_before_its_last_word(run, share, ran, monkeypatch):
    """Everything is kept but the note that nothing is missing: only that is added."""
    jobs, _ = ran
    finish = runs.Run.finish

    def stop(self):
        raise KeyboardInterrupt

    monkeypatch.setattr(runs.Run, "finish", stop)
    with pytest.raises(SystemExit):
        run(*WORDS)
    monkeypatch.setattr(runs.Run, "finish", finish)
    jobs.clear()
    (folder,) = share.iterdir()
    kept = (folder / "table.json").read_bytes()
    assert run("measure", "speed", "--resume", folder.name)[0] == 0
    assert jobs == []
    assert (folder / "table.json").read_bytes() == kept


def test_a_run_of_another_machine_is_not_resumed(run, share, ran):
    """Times of two machines, or of two releases, are not mixed."""
    ran[1][NULL] = KeyboardInterrupt()
    with pytest.raises(SystemExit):
        run(*WORDS)
    (folder,) = share.iterdir()
    protocol = json.loads((folder / "protocol.json").read_text("utf-8"))
    protocol["machine"]["cpu"] = "another"
    (folder / "protocol.json").write_text(json.dumps(protocol), "utf-8")
    code, _, err = run("measure", "speed", "--resume", folder.name)
    assert code == 2
    assert "machine" in err


def test_failed_lanes_are_shown_and_the_others_go_on(run, share, ran):
    """A crash voids one column; if nothing at all could be timed, the exit code says so."""
    _, fail = ran
    fail["keras-jax"] = ("crashed", "ValueError: x")
    code, out, _ = run(*WORDS)
    assert code == 0
    assert "crashed" in out
    fail[REFERENCE] = fail[NULL] = ("crashed", "y")
    assert run(*WORDS)[0] == 1


def test_only_what_the_gate_passed_is_timed(run, share, ran):
    """A column that was refused is shown with that, and never timed."""
    REFUSED["keras-jax"] = ("refused", "sgd (step 3)")
    code, out, _ = run(*WORDS)
    assert code == 0
    assert "refused" in out
    assert {told["column"] for told in ran[0]} == {REFERENCE, NULL}
    REFUSED[REFERENCE] = ("crashed", "x")
    assert run(*WORDS)[0] == 1


def test_variants_are_shown_apart(run, share, ran):
    """Against their own lane, with what was changed and when a longer start pays."""
    code, out, _ = run("measure", "speed", "detection", "--part", "tuned", "--rounds", "2")
    assert code == 0
    plain, _, tuned = out.partition("One thing changed")
    assert "channels_last" not in plain
    assert "memory order that Keras has" in tuned
    assert "keras-jax" not in out


def test_a_longer_start(run, share, ran, monkeypatch):
    """After how many updates it is won back."""
    fast = measured

    def slow_start(told):
        found = fast(told)
        for record in found["benchmarks"]:
            record["start"] = 12.5 if told["lane"] == "keras-jax" else 2.5
        return found

    monkeypatch.setitem(globals(), "measured", slow_start)
    assert "updates the longer start is won back" in run(*WORDS)[1]


def test_what_is_not_installed_is_said_first(run, share, ran, monkeypatch):
    """A lane without its packages is named; without PyTorch there is nothing to compare with."""
    monkeypatch.setattr(speed, "lacking", lambda lane: ["jax"] if lane == "keras-jax" else [])
    assert "keras-jax is left out: jax not installed" in run(*WORDS)[2]
    monkeypatch.setattr(speed, "lacking", lambda lane: ["torch"])
    code, _, err = run(*WORDS)
    assert code == 2
    assert "torch is not installed" in err


def test_bfloat16(run, share, ran):
    """A group of its own beside float32, with its own ceiling."""
    code, out, _ = run(*WORDS, "--precision", "float32", "--precision", "bfloat16")
    assert code == 0
    assert "basics.quickstart.printed.bfloat16" in out
    assert {told["precision"] for told in ran[0]} == {"float32", "bfloat16"}


def test_a_gpu(run, share, ran, monkeypatch):
    """The run is named for it; a lane that does not use it is shown with that, not timed."""
    monkeypatch.setitem(OTHER, "device", {"device": "cuda"})
    find = Workers.run

    def without_jax(self, told):
        if told["kind"] == "device" and told["lane"] == "keras-jax":
            return Outcome(status="ok", values={"device": "tfrt_cpu_0"}, arrays=None, message="")
        return find(self, told)

    monkeypatch.setattr(Workers, "run", without_jax)
    code, out, _ = run(*WORDS, "--lane", REFERENCE, "--device", "cuda", "--precision", "tf32")
    assert code == 0
    assert "does not compute on that device here" in out
    assert {told["column"] for told in ran[0]} == {REFERENCE, NULL}
    (folder,) = share.iterdir()
    assert "-cuda-" in folder.name


def test_a_full_disk(run, share, ran, monkeypatch):
    """Said, with where the finished samples are; the run goes on once there is room."""
    put, calls = runs.Run.put, []

    def full(self, name, document):
        calls.append(name)
        if len(calls) == 5:
            raise OSError(28, "No space left on device")
        put(self, name, document)

    monkeypatch.setattr(runs.Run, "put", full)
    with pytest.raises(SystemExit) as stopped:
        run(*WORDS)
    assert stopped.value.code == 1
    monkeypatch.setattr(runs.Run, "put", put)
    (folder,) = share.iterdir()
    assert run("measure", "speed", "--resume", folder.name)[0] == 0


def test_a_busy_machine(run, share, ran, monkeypatch):
    """Told before starting; nothing is published from one."""
    busy = fault("machine_busy", load="1.7", limit="0.5")
    monkeypatch.setattr(speed, "unfit", lambda place, jobs: [busy])
    assert "busy (load 1.7, limit 0.5)" in run(*WORDS)[2]
    code, _, err = run(*WORDS, "--publish")
    assert code == 2
    assert "load 1.7, limit 0.5" in err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--cores", "1000"), "--cores × --jobs ≤"),
        (("--resume", "2020-01-01-cpu-1"), "no run 2020-01-01-cpu-1"),
        (("quickstar",), "nearest: quickstart"),
        (("--part", "larg"), "nearest value: large"),
        (("--device", "gpu"), "nearest value: cpu"),
        (("--precision", "float16"), "nearest value: bfloat16"),
        (("--precision", "tf32"), "goes with --device cuda"),
        (("question", "--part", "tuned"), "name others"),
    ],
)
def test_bad_input(run, share, words, told):
    """Named, with the way out; nothing is started."""
    code, out, err = run("measure", "speed", *words)
    assert (code, out) == (2, "")
    assert told in err


def test_a_package_that_timing_needs(run, share, monkeypatch):
    """Named, with the command that installs it."""
    monkeypatch.setattr(measure, "find_spec", lambda name: None)
    code, _, err = run("measure", "speed")
    assert code == 2
    assert "scipy is not installed" in err
    assert "[measure]" in err


def test_other_systems(run, share, monkeypatch):
    """Binding to cores is Linux's; elsewhere nothing is timed wrongly."""
    monkeypatch.setattr(sys, "platform", "darwin")
    assert "Linux" in run("measure", "speed")[2]


def test_times_are_shown_in_fitting_units():
    """Three digits and the unit."""
    shown = [duration(x) for x in (12.3456, 0.0123, 1.234e-5, 5e-9)]
    assert shown == ["12.3 s", "12.3 ms", "12.3 µs", "5 ns"]
