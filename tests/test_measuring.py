"""`equal` and `measure` as commands; the processes are replaced by their outcomes."""

import json

import numpy as np
import pytest

from advisor import pairs
from advisor.commands import measuring, snippets
from advisor.faults import KnowledgeError
from advisor.measure import processes
from advisor.measure.processes import Outcome

GOOD = (
    {"losses": [1.0], "optimizer_losses": [1.0], "epoch_loss": [1.0], "updates": 4,
     "shuffles": True, "mixes_rows": False},
    {"weights.Linear.0.bias": np.ones(1), "inputs.0": np.ones(1), "outputs.0": np.ones(1),
     "gradient.Linear.0.bias": np.ones(1), "after.Linear.0.bias": np.ones(1)},
)  # fmt: skip


@pytest.fixture(autouse=True)
def _own_runs(tmp_path, monkeypatch):
    """Records go to the test's own directory."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))


@pytest.fixture
def outcomes(monkeypatch, tmp_path):
    """What each lane does: an outcome, or the arrays and values of a trial."""
    table: dict[str, object] = {}

    def run(self, job):
        found = table.get(job["lane"], GOOD)
        if isinstance(found, BaseException):
            raise found
        if isinstance(found, Outcome):
            return found
        values, arrays = found
        place = tmp_path / f"{id(job)}.npz"  # jobs run side by side, each with its own file
        np.savez(place, **arrays)
        return Outcome(status="ok", values=values, arrays=place, message="")

    monkeypatch.setattr(processes.Workers, "run", run)
    return table


def failed(status, message="why"):
    return Outcome(status=status, values={}, arrays=None, message=message)


def results(*rows):
    return Outcome(status="ok", values={"results": list(rows)}, arrays=None, message="")


def only_run(tmp_path):
    (folder,) = (tmp_path / "share" / "keras-or-pytorch" / "runs").iterdir()
    return folder


def test_equal_shows_every_stage_of_one_pair(run, outcomes, tmp_path):
    """Lane, stage, difference, tolerance, result; what differs; and the record is kept."""
    code, out, err = run("equal", "vae", "--lane", "keras-jax")
    assert code == 0
    for part in ("gradients", "20 SGD losses", "0.0001", "add_loss", "1 of 1 compared lanes"):
        assert part in out
    assert "[2/2" in err
    folder = only_run(tmp_path)
    assert str(folder) in err
    assert {p.name for p in folder.iterdir()} == {
        "protocol.json", "generative.vae.json", "finished.json",
    }  # fmt: skip


def test_equal_in_chinese_and_as_json(run, outcomes):
    """The same in the other language; as one document."""
    assert "容差" in run("equal", "quickstart", "--lang", "zh")[1]
    doc = json.loads(run("equal", "quickstart", "cnn", "--json")[1])
    assert {row["status"] for row in doc["rows"]} == {"reference", "equal"}
    assert doc["rows"][1]["stages"]["forward"]["passed"]


def test_equal_names_what_went_wrong_and_goes_on(run, outcomes):
    """A difference, a crash, a time limit, a missing package: each its own row."""
    values, arrays = GOOD
    outcomes["keras-jax"] = (values, arrays | {"outputs.0": np.ones(1) * 2})
    outcomes["keras-torch"] = failed("crashed", "ValueError: x")
    outcomes["keras-tensorflow"] = failed("missing", "tensorflow")
    outcomes["pytorch-compile"] = (values | {"losses": [1.0, 2.0]}, arrays)
    code, out, _ = run("equal", "vae", "question")
    assert code == 1
    for part in (
        "refused, forward (0)", "crashed, ValueError: x", "not installed, tensorflow",
        "sgd (steps)", "0 of 4",
    ):  # fmt: skip
        assert part in out
    doc = json.loads(run("equal", "vae", "--json")[1])
    compiled = next(r for r in doc["rows"] if r["lane"] == "pytorch-compile")
    assert compiled["stages"]["sgd"]["difference"] == "not comparable"


def test_equal_without_a_reference(run, outcomes):
    """If plain PyTorch fails, no lane can be compared, and each says why."""
    outcomes["pytorch-eager"] = failed("timed_out", "600 s")
    code, out, _ = run("equal", "quickstart", "--lane", "keras-jax")
    assert code == 1
    assert "not compared, pytorch-eager timed_out: 600 s" in out


def test_missing_packages_alone_prove_nothing(run, outcomes):
    """Exit code 1 when not one lane was compared."""
    outcomes["keras-jax"] = failed("missing", "jax")
    assert run("equal", "quickstart", "--lane", "keras-jax")[0] == 1


@pytest.fixture
def partial(tmp_path, monkeypatch):
    """The only pair is one that has no program for two of Keras's backends."""
    pair = pairs.load_pairs()["quickstart"]
    for side, name in (("keras", "keras_jax"), ("pytorch", "pytorch")):
        (file,) = pair.files(side)
        (tmp_path / f"quickstart_{name}.py").write_text(file.read_text("utf-8"), "utf-8")
    why = {"en": "no engine", "zh": "没有引擎"}
    facts = {**pair.facts, "missing": dict.fromkeys(("keras-tensorflow", "keras-torch"), why)}
    found = pairs.Pair(topic=pair.topic, chapter=pair.chapter, folder=tmp_path, facts=facts)
    for module in (measuring, snippets):
        monkeypatch.setattr(module, "load_pairs", lambda: {"quickstart": found})


def test_a_pair_that_lacks_lanes_says_why(run, outcomes, partial):
    """The lane is not run, and the reason stands below the table."""
    out = run("equal", "quickstart")[1]
    assert "keras-tensorflow: no engine" in out
    assert "6 of 6 compared lanes" in out  # variants on the lanes there are among them
    assert "keras-tensorflow jit_compile" not in out
    code, _, err = run("snippets", "quickstart", "--lane", "keras-torch")
    assert code == 2
    assert "has no program for keras-torch: no engine" in err


def test_a_skipped_stage_says_why(run, outcomes, monkeypatch):
    """A stage that cannot be compared is left out, and the reason is shown."""
    pair = pairs.load_pairs()["quickstart"]
    why = {"en": "cannot be", "zh": "不能"}
    facts = {**pair.facts, "skipped": {"optimizer": why}}
    changed = pairs.Pair(topic=pair.topic, chapter=pair.chapter, folder=pair.folder, facts=facts)
    monkeypatch.setattr(measuring, "load_pairs", lambda: {"quickstart": changed})
    out = run("equal", "--lane", "keras-jax")[1]
    assert "own optimizer: cannot be" in out
    assert "0.02" not in out


def test_ctrl_c_keeps_what_is_finished(run, outcomes, tmp_path):
    """Exit code 130; the finished pair is in the record, which is not marked finished."""
    outcomes["keras-jax"] = GOOD
    calls = []

    def begin(self, label):
        calls.append(label)
        if "images/cnn" in label:
            raise KeyboardInterrupt

    import advisor.progress

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(advisor.progress.Progress, "begin", begin)
        with pytest.raises(SystemExit) as stopped:
            run("equal", "quickstart", "cnn", "--lane", "keras-jax", "--jobs", "1")
    assert stopped.value.code == 130
    assert {p.name for p in only_run(tmp_path).iterdir()} == {
        "protocol.json",
        "basics.quickstart.json",
    }


def test_figures(run, outcomes, tmp_path):
    """Span over the seeds, limit, longest time; a miss or a crash is exit code 1."""
    outcomes["keras-jax"] = results(
        {"seed": 0, "figure": 0.93, "seconds": 1.0}, {"seed": 1, "figure": 0.95, "seconds": 2.5}
    )
    outcomes["pytorch-eager"] = results({"seed": 0, "figure": 0.91, "seconds": 1.0})
    words = ("measure", "figures", "quickstart", "--lane", "keras-jax", "--lane", "pytorch-eager")
    code, out, _ = run(*words, "--seeds", "2")
    assert code == 0
    for part in ("0.93…0.95", "2.5", "holds", "≥"):
        assert part in out
    assert (only_run(tmp_path) / "basics.quickstart.keras-jax.json").exists()
    outcomes["keras-jax"] = results({"seed": 0, "figure": 0.2, "seconds": 1.0})
    outcomes["pytorch-eager"] = failed("crashed")
    code, out, _ = run(*words)
    assert code == 1
    assert "limit missed" in out
    assert "why" in out
    doc = json.loads(run(*words, "--json")[1])
    assert [row["holds"] for row in doc["rows"]] == [False, False]


def test_figures_where_lower_is_better(run, outcomes):
    """The limit is shown from the other side."""
    outcomes["pytorch-eager"] = results({"seed": 0, "figure": 1e-9, "seconds": 1.0})
    lower = next(p.topic for p in pairs.load_pairs().values() if p.facts["better"] == "lower")
    assert "≤" in run("measure", "figures", lower, "--lane", "pytorch-eager")[1]


def test_article(run, outcomes):
    """Updates and accuracy of both samples, and what follows from them."""
    outcomes["keras-jax"] = results({"seed": 0, "updates": 1250, "accuracy": 0.93})
    outcomes["pytorch-eager"] = results({"seed": 0, "updates": 10, "accuracy": 0.76})
    outcomes["keras-torch"] = failed("missing", "keras")
    lanes = [w for lane in ("keras-jax", "pytorch-eager", "keras-torch") for w in ("--lane", lane)]
    code, out, _ = run("measure", "article", *lanes)
    assert code == 0
    for part in ("1250", "0.760", "not installed", "mini-batches"):
        assert part in out
    assert json.loads(run("measure", "article", *lanes, "--json")[1])["rows"][1]["results"] == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("equal", "quickstar"), "no pair quickstar; nearest: quickstart"),
        (("equal", "--lane", "keras"), "nearest value: keras-jax"),
        (("equal", "--jobs", "0"), "--jobs must be 1, 2, …"),
        (("equal", "--time-limit", "x"), "--time-limit must be"),
        (("measure",), "say what to measure: speed"),
        (("measure", "figure"), "nearest: figures"),
        (("measure", "article", "quickstart"), 'unexpected word "quickstart"'),
        (("equal", "--mine", "--publish"), "cannot be given together"),
        (("snippets", "--side", "keras"), "--side needs exactly one pair"),
        (("snippets", "cnn", "--side", "keras", "--lane", "keras-jax"), "cannot be given together"),
        (("snippets", "cnn", "--step", "fit"), "has no step fit; steps are load"),
        (("snippets", "lstm", "--tuned", "fused"), "it has: jit_compile (keras-tensorflow)"),
        (("snippets", "lstm", "--tuned", "jit_compile", "--lane", "keras-jax"), "no tuned variant"),
        (("snippets", "vae", "--tuned", "jit_compile"), "it has: -"),
        (("snippets", "cnn", "--write", "x.py"), "choose with --side or --lane"),
    ],
)
def test_bad_input(run, words, told):
    """Exit code 2, the fault named with the way out, nothing on stdout, nothing recorded."""
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert told in err
    assert "Traceback" not in err


def test_nothing_to_measure_with(run, monkeypatch):
    """Without NumPy the way to install it is named."""
    monkeypatch.setattr(measuring, "find_spec", lambda name: None)
    code, _, err = run("equal")
    assert code == 2
    assert "pip install" in err


def test_broken_facts(run, monkeypatch):
    """A fault in a pair's facts is a failure of our own, in one line each."""

    def broken():
        raise KnowledgeError(["a/b.toml: field place is missing"])

    monkeypatch.setattr(measuring, "load_pairs", broken)
    code, _, err = run("equal")
    assert code == 1
    assert "a/b.toml" in err


def test_progress_in_a_terminal(monkeypatch, capsys):
    """A bar instead of lines."""
    from advisor import progress

    monkeypatch.setattr(progress, "Console", lambda stderr: _terminal())
    with progress.Progress(1) as bar:
        bar.begin("one")
        bar.end("one")
    assert "[1/1" not in capsys.readouterr().err


def _terminal():
    import io

    from rich.console import Console

    return Console(file=io.StringIO(), force_terminal=True)


def test_the_reference_is_told_apart(outcomes):
    """A row that was not compared has no stage nearest its limit."""
    from advisor.measure.gate import Row

    assert Row(pair="a", lane="b", status="x", message="", stages=[]).closest() is None


def test_history(run, monkeypatch, tmp_path):
    """Figures, what is missing and why it is needed, what failed and where."""
    from advisor.measure import history

    ran = {"id": "new", "backend": "jax", "outcome": "ok", "updates": 1250, "accuracy": 0.93,
           "seconds": 4.2}  # fmt: skip
    why = {"en": "because", "zh": "因为"}
    lacks = [
        {"kind": "python", "name": "python3.6", "package": ""},
        {"kind": "library", "name": "libmpi.so.40", "package": "libopenmpi3"},
    ]
    missing = {"id": "old", "backend": "cntk", "outcome": "missing", "lacks": lacks, "why": why}
    unable = {"id": "other", "backend": "openvino", "outcome": "cannot_train", "stage": "run",
              "message": "no fit"}  # fmt: skip

    def replace(rows):
        def fake(progress, time_limit):
            for row in rows:
                progress(row["id"], "run")
                yield row

        monkeypatch.setattr(history, "run", fake)

    replace([ran, missing, unable])
    code, out, err = run("measure", "history")
    assert code == 0
    for part in (
        "1250", "0.930", "4.2", "because", "python3.6 is not on this machine",
        "(Debian package libopenmpi3)", "failed in the stage “run”: no fit", "cannot train",
    ):  # fmt: skip
        assert part in out
    assert "[3/" in err
    assert (only_run(tmp_path) / "old.json").exists()
    assert "Debian 软件包 libopenmpi3" in run("measure", "history", "--lang", "zh")[1]
    replace([{**unable, "outcome": "failed"}])
    assert run("measure", "history")[0] == 1
    doc = json.loads(run("measure", "history", "--json")[1])
    assert doc["rows"][0]["message"] == "no fit"


def test_defaults(run, outcomes):
    """Each with both values and the consequence; a side that failed is told."""
    from advisor.measure.defaults import load_rows

    rows = load_rows()
    for lane, value in (("keras-jax", 1e-7), ("pytorch-eager", 1e-8)):
        values = dict.fromkeys((row.id for row in rows), value)
        outcomes[lane] = Outcome(status="ok", values=values, arrays=None, message="")
    outcomes["keras-torch"] = failed("crashed")
    lanes = [w for lane in ("keras-jax", "pytorch-eager") for w in ("--lane", lane)]
    code, out, _ = run("measure", "defaults", *lanes)
    assert code == 0
    assert "Keras 1e-07, PyTorch 1e-08" in out
    assert f"differences: {len(rows)}" in out
    code, out, _ = run("measure", "defaults", *lanes, "--lane", "keras-torch")
    assert code == 1
    assert "keras-torch: crashed: why" in out
    doc = json.loads(run("measure", "defaults", *lanes, "--json")[1])
    assert doc["rows"][0]["keras"] == 1e-7
    assert set(doc["rows"][0]) == {
        "id", "topic", "subject", "keras", "pytorch", "consequence",
    }  # fmt: skip
