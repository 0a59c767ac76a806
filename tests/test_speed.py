"""`measure speed`: the command with replaced processes."""

import json

from advisor.commands.measures import speed
from advisor.commands.measures.speed_table import duration
from advisor.measure.processes import Outcome, Workers
from advisor.measure.speed.results import table
from advisor.measure.speed.schedule import NULL
from advisor.pairs import load_pairs
from advisor.programs import REFERENCE
from advisor.runs import read

WORDS = (
    "measure", "speed", "quickstart", "--lane", "keras-jax", "--rounds", "3", "--part", "printed",
    "--part", "large",
)  # fmt: skip


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
    assert len(ran.jobs) == 3 * 3
    (folder,) = share.iterdir()
    assert read(folder)["protocol"]["plan"]["cores"] == [[7], [3]]


def test_what_is_timed_by_default(run, share, ran):
    """Every pair meant for it, in both sizes, and the variants."""
    run("measure", "speed", "--rounds", "2", "--lane", "keras-jax")
    timed = {j["pair"] for j in ran.jobs}
    meant = {p.id for p in load_pairs().values() if "sizes" in p.facts}
    assert timed == meant - {"images/vit", "text/bert"}  # whose replicas need a GPU
    assert len(timed) >= 12
    assert {j["size"] for j in ran.jobs} == {"printed", "large"}
    assert "keras-jax steps_per_execution" in {j["column"] for j in ran.jobs}


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
    fast = ran.measured

    def slow_start(told):
        found = fast(told)
        for record in found["benchmarks"]:
            record["start"] = 12.5 if told["lane"] == "keras-jax" else 2.5
        return found

    ran.measured = slow_start
    assert "updates the longer start is won back" in run(*WORDS)[1]


def test_bfloat16(run, share, ran):
    """A group of its own beside float32, with its own ceiling."""
    code, out, _ = run(*WORDS, "--precision", "float32", "--precision", "bfloat16")
    assert code == 0
    assert "basics.quickstart.printed.bfloat16" in out
    assert {told["precision"] for told in ran.jobs} == {"float32", "bfloat16"}


def test_a_gpu(run, share, ran, monkeypatch):
    """The run is named for it; a lane that does not use it is shown with that, not timed."""
    ran.other["device"] = {"device": "cuda"}
    find = ran.run

    def without_jax(self, told):
        if told["kind"] == "device" and told["lane"] == "keras-jax":
            return Outcome(status="ok", values={"device": "tfrt_cpu_0"}, arrays=None, message="")
        return find(told)

    monkeypatch.setattr(Workers, "run", without_jax)
    code, out, _ = run(*WORDS, "--lane", REFERENCE, "--device", "cuda", "--precision", "tf32")
    assert code == 0
    assert "does not compute on that device here" in out
    assert {told["column"] for told in ran.jobs} == {REFERENCE, NULL}
    (folder,) = share.iterdir()
    assert "-cuda-" in folder.name


def test_no_sample_begins_when_the_time_is_up(run, share, ran):
    """What is missing is told, and a run without a complete round has no result."""
    code, out, err = run(*WORDS, "--within", "0")
    assert code == 1
    assert "The time is up: 18 of 18 samples were not begun" in err
    assert ran.jobs == []
    assert "Ratio: time of the lane" in out
    (folder,) = share.iterdir()
    assert read(folder)["protocol"]["plan"]["within"] == 0
    assert read(folder)["table"] == []


def test_a_replica(run, share, ran):
    """On a GPU under the default of each framework, which is read back and shown; what was
    expected is told where there is none."""
    ran.other["device"] = {"device": "cuda"}
    words = ("measure", "speed", "bert", "--lane", "keras-jax", "--rounds", "3")
    code, out, _ = run(*words, "--device", "cuda", "--precision", "default", "--part", "replica")
    assert code == 0
    assert "text.bert.replica.default" in out
    assert "faster (TF32 / bfloat16)" in out
    assert "the same again (float32)" in out
    assert "inference" not in out
    assert "first update" not in out  # compilers may find what the first round made
    assert all(told["warm"] and told["turn"] for told in ran.jobs)
    assert {told["build"]["length"] for told in ran.jobs} == {512}
    ran.jobs.clear()
    ran.other["device"] = {"device": "cpu"}
    code, out, _ = run(*words)
    assert code == 0
    assert "bert, replica: not measured, since it needs a GPU" in out
    assert "Expected, written on" in " ".join(out.split())
    assert {told["size"] for told in ran.jobs} == {"printed"}
    assert not any(told["warm"] or told["turn"] for told in ran.jobs)


def test_times_are_shown_in_fitting_units():
    """Three digits and the unit."""
    shown = [duration(x) for x in (12.3456, 0.0123, 1.234e-5, 5e-9)]
    assert shown == ["12.3 s", "12.3 ms", "12.3 µs", "5 ns"]
