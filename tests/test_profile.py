"""`measure profile`: calls are counted right, by update and by call, and told where times are."""

import cProfile
import json

import pytest

from advisor import profiled
from advisor.knowledge import load
from advisor.measure.processes import Outcome, Workers
from advisor.measure.profiles import profiles
from advisor.measure.speed import profiling
from advisor.measure.speed.profiling import CALLS, name, summary
from advisor.messages import Messages
from advisor.pairs import load_pairs

LANES = ["keras-tensorflow", "keras-jax", "keras-torch", "pytorch-eager"]
KNOWLEDGE = load()


def called():
    return len([])


def found(units=1, calls=100.4):
    """What is kept of a measure."""
    return {"units": units, "calls": calls, "builtin": 2.0, "largest": [["torch.step", 0.5]]}


@pytest.fixture
def outcomes(monkeypatch, tmp_path):
    """Every lane has this profile; a test may change it."""
    table = {}

    def run(self, job):
        usual = Outcome(
            status="ok", values={"measures": {"training": found()}}, arrays=None, message=""
        )
        return table.get(job["lane"], usual)

    monkeypatch.setattr(Workers, "run", run)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return table


def test_calls_are_counted():
    """Those of Python and the built-in ones apart, for each unit; shares add up to at most 1."""
    profiler = cProfile.Profile()
    profiler.enable()
    for _ in range(10):
        called()
    profiler.disable()
    got = summary(profiler, 5)
    assert got["calls"] == 2
    assert got["builtin"] == pytest.approx((10 + 1) / 5)  # len, and the end of the profiler
    assert {function for function, _ in got["largest"]} >= {"test_profile.called", "builtins.len"}
    assert sum(share for _, share in got["largest"]) == pytest.approx(1)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        (f"{profiling.PACKAGES[0]}/keras/src/trainer.py", "keras.src.trainer.made"),
        (f"{profiling.PACKAGES[2]}/threading.py", "threading.made"),
        ("/home/somebody/quickstart_keras.py", "quickstart_keras.made"),
        ("/tmp/torchinductor_somebody/ab/cabc.py", "torchinductor.made"),
        ("<frozen importlib._bootstrap>", "<frozen importlib._bootstrap>.made"),
    ],
)
def test_functions_are_named_without_places(path, told):
    """As one writes them: the module and the function."""
    made = {}
    exec(compile("def made(): pass", path, "exec"), made)
    assert name(made["made"].__code__) == told


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("<built-in method torch._C._nn.linear>", "torch._C._nn.linear"),
        (
            "<method 'run_backward' of 'torch._C._EngineBase' objects>",
            "'run_backward' of 'torch._C._EngineBase' objects",
        ),
        ("<built-in method __new__ of type object at 0x7f8a>", "__new__ of type object"),
        (f"<built-in method c{'az27' * 12}abc.kernel.kernel>", "torchinductor.kernel.kernel"),
    ],
)
def test_built_in_functions_are_named_without_addresses(code, told):
    """So that two runs have the same names."""
    assert name(code) == told


def taken(*lanes):
    """Profiles of the quickstart on these lanes, each from a process of its own."""
    with Workers(2, time_limit=120) as workers:
        rows = [
            row
            for lane in lanes
            for row in profiles(workers, [load_pairs()["quickstart"]], [lane], lambda job: None)
        ]
    for row in rows:
        assert (row["status"], row["message"]) == ("ok", "")
        assert row["measures"]["training"]["units"] == 125
        assert row["measures"]["inference_64"]["units"] == CALLS
        for measure in row["measures"].values():
            assert measure["calls"] >= 1
            assert len(measure["largest"]) == profiling.LARGEST
            assert not any("/" in function for function, _ in measure["largest"])
    return rows


def test_a_second_profile_counts_the_same():
    """The calls of plain PyTorch in an epoch and in inference do not depend on luck."""
    first, again = taken("pytorch-eager", "pytorch-eager")
    for measure, profile in first["measures"].items():
        assert again["measures"][measure]["calls"] == pytest.approx(profile["calls"], rel=0.02)


@pytest.mark.slow
def test_every_lane_of_keras_can_be_profiled():
    """Where `fit` trains and `predict_on_batch` infers."""
    taken("keras-tensorflow", "keras-jax", "keras-torch")


def test_the_command(run, outcomes):
    """A table for each measure; what failed says why; nothing at all is exit code 1."""
    outcomes["keras-jax"] = Outcome(status="crashed", values={}, arrays=None, message="why")
    code, out, err = run("measure", "profile", "quickstart")
    assert code == 0
    for part in ("basics/quickstart", "training, per update", "100", "torch.step (50%)", "why"):
        assert part in out
    assert "basics/quickstart keras-jax: crashed" in err
    words = ("measure", "profile", "quickstart", "--lane", "keras-jax", "--json")
    code, out, _ = run(*words)
    assert code == 1
    assert json.loads(out)["rows"][0]["message"] == "why"


def test_what_is_timed_is_what_is_profiled_unasked(run, outcomes):
    """The pairs of the timings; a pair that is named is profiled in any case."""
    rows = json.loads(run("measure", "profile", "--json")[1])["rows"]
    assert {row["pair"] for row in rows} == {p.id for p in load_pairs().values() if p.timed("cpu")}
    rows = json.loads(run("measure", "profile", "train_step", "--json")[1])["rows"]
    assert {row["pair"] for row in rows} == {"custom/train_step"}


def test_it_needs_linux(run, outcomes, monkeypatch):
    """Cores are bound as where time is measured."""
    monkeypatch.setattr("sys.platform", "darwin")
    code, _, err = run("measure", "profile", "quickstart")
    assert code == 2
    assert "Linux" in err


def test_evidence_of_times_tells_the_calls(run):
    """The recorded ones, beside the times of the programs as printed and nowhere else."""
    out = run("evidence", "measured_quickstart_training")[1]
    kept = profiled.of_program("basics.quickstart", "training")
    assert set(kept) >= set(LANES)
    for _, profile in kept.values():
        assert f"{profile['calls']:,.0f}" in out
    assert "A profile of 20" in " ".join(out.split())
    for other in ("measured_quickstart_large_training", "measured_quickstart_program", "fit_loop"):
        assert "A profile of" not in run("evidence", other)[1]


def test_a_time_without_a_profile_says_nothing(monkeypatch):
    """Until one was taken."""
    monkeypatch.setattr(profiled, "_newest", dict)
    record = KNOWLEDGE.evidence["measured_quickstart_training"]
    assert profiled.sentence(record, Messages(KNOWLEDGE, "en")) == ""


def test_the_record_has_every_timed_pair():
    """On every lane that it has."""
    for pair in load_pairs().values():
        if pair.timed("cpu"):
            kept = profiled.of_program(pair.id.replace("/", "."), "training")
            assert set(kept) == set(pair.lanes()), pair.id
