"""The probes and mistakes as files, and the commands that run them, with replaced processes."""

import ast
import json
import shutil
import sys

import pytest

from advisor import programs
from advisor.commands import examining
from advisor.commands.measures import capabilities, mistakes
from advisor.faults import KnowledgeError
from advisor.laboratory import EXAMINED, Mistake, Probe, load_mistakes, load_probes
from advisor.measure.attempts import attempt
from advisor.measure.processes import Outcome, Workers
from advisor.programs import edited
from advisor.runs import newest, own_runs, read

PROBES, MISTAKES = load_probes(), load_mistakes()
ALL = [*PROBES.values(), *MISTAKES.values()]
FILES = [(one, f) for one in ALL for side in ("keras", "pytorch") for f in one.files(side)]
EVERY_FILE = pytest.mark.parametrize(
    ("one", "file"), FILES, ids=lambda x: x.name if hasattr(x, "suffix") else ""
)
EVERY_MISTAKE = pytest.mark.parametrize("mistake", MISTAKES.values(), ids=lambda m: m.topic)


@EVERY_FILE
def test_a_program_is_small_and_stands_alone(one, file):
    """One sentence that names the framework, `main`, nothing of ours, no download."""
    text = file.read_text("utf-8")
    tree = ast.parse(text)
    first = ast.get_docstring(tree).splitlines()[0]
    assert first.endswith(".")
    assert ("PyTorch" if file.stem.endswith("pytorch") else "Keras") in first
    backends = {"tensorflow": "TensorFlow", "jax": "JAX", "torch": "PyTorch"}
    for backend, name in backends.items():
        if file.stem.endswith(f"_keras_{backend}"):
            assert f"on {name}" in first
    names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    assert "main" in names
    assert "advisor" not in text
    assert "http" not in text
    assert max(map(len, text.splitlines())) <= 88
    assert sum(bool(line.strip()) for line in text.splitlines()) <= 80
    text.encode("ascii")


def test_every_program_belongs_to_a_topic():
    """No orphan in either folder."""
    known = {file for _, file in FILES}
    for folder in ("capabilities", "mistakes"):
        assert {*(programs.home() / folder).glob("*.py")} <= known


def test_the_record_has_every_probe():
    """On every lane; where one fails, its facts say what was looked for."""
    record = newest("capabilities")
    for name, probe in PROBES.items():
        rows = {row["lane"]: row for row in record[name][1]}
        assert set(rows) == set(EXAMINED), name
        failing = {lane for lane, row in rows.items() if row["status"] == "fails"}
        detours = {lane for lane, row in rows.items() if row["status"] == "detour"}
        assert failing <= set(probe.facts.get("searched", {})) <= failing | detours, name
        assert {row["status"] for row in rows.values()} <= {
            "works", "detour", "fails", "not_applicable", "not_measured",
        }, name  # fmt: skip


def test_the_record_has_every_mistake():
    """On every lane, with a right program that is right; every category is among them."""
    record = newest("mistakes")
    categories = set()
    for name in MISTAKES:
        rows = record[name][1]
        assert [row["lane"] for row in rows] == list(EXAMINED), name
        assert {row["status"] for row in rows} <= {
            "caught", "warned", "silent", "harmless", "impossible", "timed_out",
        }, name  # fmt: skip
        categories |= {row["category"] for row in rows}
    assert len(MISTAKES) >= 40
    assert len(PROBES) >= 60
    assert len(categories) == 7


@EVERY_MISTAKE
def test_a_wrong_program_is_the_right_one_with_a_change(mistake):
    """And still a program; the change is small."""
    for lane in EXAMINED:
        if file := mistake.file(lane):
            text = file.read_text("utf-8")
            wrong = edited(text, mistake.edits(lane))
            ast.parse(wrong)
            assert wrong != text
            assert sum(len(old.splitlines()) for old, _ in mistake.edits(lane)) <= 8


@pytest.mark.parametrize(
    ("topic", "old", "new", "told"),
    [
        ("hessian", "expected = 32", "", "hessian.toml: field expected is missing"),
        ("hessian", "zh =", "de =", "field zh is missing"),
        ("layer_hooks", "keras-jax =", "keras-jam =", None),
        ("double_activation", '"lower"', '"less"', "better must be higher or lower"),
        ("double_activation", "nn.Linear(16, 3))", "nn.Lin", "occurs 2 times in"),
        ("double_activation", "pytorch = [[", "torch = [[", "wrong.pytorch must say"),
        ("double_activation", 'fix = "', 'cure = "', "shows.cure must be one of"),
        ("double_activation", "limit = 0.3", 'limit = "x"', "limit is empty or of the wrong type"),
    ],
)
def test_every_fault_of_the_files_is_named(tmp_path, topic, old, new, told):
    """File, field, what is wrong."""
    kind = "capabilities" if topic in PROBES else "mistakes"
    load = load_probes if topic in PROBES else load_mistakes
    source = programs.home() / kind
    (tmp_path / kind).mkdir()
    for path in source.glob(f"{topic}*"):
        shutil.copy(path, tmp_path / kind)
    path = tmp_path / kind / f"{topic}.toml"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    if told is None:
        assert load(tmp_path)
        return
    with pytest.raises(KnowledgeError, match=told):
        load(tmp_path)


def test_a_lane_needs_a_program_or_a_reason(tmp_path):
    """Nothing is left open."""
    (tmp_path / "capabilities").mkdir()
    for path in (programs.home() / "capabilities").glob("hessian*"):
        if path.stem != "hessian_keras_jax":
            shutil.copy(path, tmp_path / "capabilities")
    with pytest.raises(KnowledgeError, match="keras-jax needs either a program"):
        load_probes(tmp_path)


@pytest.fixture
def attempts(monkeypatch, tmp_path):
    """What the processes find, by topic and lane; everything is right unless it is changed."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    found = {"ran": []}

    def run(self, job):
        found["ran"].append(job)
        told = found.get((job["topic"], job["lane"], *(["wrong"] if job["edits"] else [])))
        if isinstance(told, BaseException):
            raise told
        right = PROBES[job["topic"]].facts["expected"] if job["topic"] in PROBES else 0.03
        number = 0.57 if job["edits"] else right
        values = told or {"value": number, "warnings": []}
        return Outcome(status="ok", values=values, arrays=None, message="")

    monkeypatch.setattr(Workers, "run", run)
    return found


@pytest.fixture
def published(monkeypatch, tmp_path):
    """A place for the project's own runs that a test may fill."""
    place = tmp_path / "published"
    monkeypatch.setattr(examining, "PUBLISHED", place)
    return place


def test_capabilities(run, attempts, published):
    """A table by group, a record with a row for each lane; one outcome is shown as it is."""
    attempts["hessian", "keras-jax"] = {"error": "TypeError: no", "stage": "main", "warnings": []}
    code, out, _ = run("measure", "capabilities", "hessian", "weight_tying", "--publish")
    assert code == 0
    for part in ("Gradients", "works", "fails", "hessian keras-jax (main): TypeError: no"):
        assert part in out
    (folder,) = published.iterdir()
    parts = read(folder)
    assert [row["status"] for row in parts["hessian"]] == ["works", "fails", "works", "works"]
    assert parts["protocol"]["plan"] == {
        "topics": ["hessian", "weight_tying"], "lanes": list(EXAMINED),
    }  # fmt: skip
    assert "可用" in run("measure", "capabilities", "hessian", "--lang", "zh")[1]


def test_what_differs_from_the_record_is_told_and_not_published(run, attempts, published):
    """Lane, old and new outcome; with --accept it becomes the newest record."""
    words = ("measure", "capabilities", "hessian", "--publish")
    assert run(*words)[0] == 0
    attempts["hessian", "keras-jax"] = {"value": 31.0, "warnings": []}
    code, _, err = run(*words)
    assert code == 1
    assert "hessian keras-jax differs" in err
    assert "status: works" in err
    assert "status: fails" in err
    assert len(list(published.iterdir())) == 1
    assert run(*words, "--accept")[0] == 0
    assert len(list(published.iterdir())) == 2
    assert run(*words)[0] == 0


def test_mistakes_are_run_right_and_wrong(run, attempts, published):
    """Two programs a lane; what was said is shown."""
    code, out, _ = run("measure", "mistakes", "double_activation", "--json")
    assert code == 0
    rows = json.loads(out)["rows"]
    assert {row["status"] for row in rows} == {"silent"}
    assert len(attempts["ran"]) == 2 * len(EXAMINED)
    said = {"error": "ValueError: first\nset from_logits", "stage": "train", "warnings": []}
    attempts["double_activation", "keras-jax", "wrong"] = said
    code, out, _ = run("measure", "mistakes", "double_activation")
    assert code == 0
    assert "caught: train" in out
    assert "double_activation keras-jax: set from_logits" in out


def test_a_lane_that_has_no_program(run, attempts, published, monkeypatch, tmp_path):
    """It has a row with the reason; the others are run."""
    facts = MISTAKES["double_activation"].facts | {"impossible": {"keras": {"en": "a", "zh": "b"}}}
    text = MISTAKES["double_activation"].file("pytorch-eager").read_text("utf-8")
    (tmp_path / "double_activation_pytorch.py").write_text(text, "utf-8")
    mistake = Mistake(topic="double_activation", chapter="x", folder=tmp_path, facts=facts)
    monkeypatch.setattr(mistakes, "load_mistakes", lambda: {"double_activation": mistake})
    code, out, _ = run("measure", "mistakes")
    assert code == 0
    assert out.count("impossible") >= 3
    assert {job["lane"] for job in attempts["ran"]} == {"pytorch-eager"}
    (tmp_path / "mistakes").mkdir()
    shutil.copy(tmp_path / "double_activation_pytorch.py", tmp_path / "mistakes")
    source = (programs.home() / "mistakes" / "double_activation.toml").read_text("utf-8")
    why = '[impossible]\nkeras = { en = "a", zh = "b" }\n\n[wrong]'
    target = tmp_path / "mistakes" / "double_activation.toml"
    target.write_text(source.replace("[wrong]", why), "utf-8")
    assert load_mistakes(tmp_path)["double_activation"].absent("keras-jax")


PROGRAM = """
import warnings

def build():
    warnings.warn("odd")
    return 1

def train(x):
    raise ValueError(f"no {x}")

def main():
    return train(build())
"""


def attempted(tmp_path, text, edits=()):
    file = tmp_path / "program.py"
    file.write_text(text, "utf-8")
    return attempt({"file": str(file), "edits": [list(edit) for edit in edits]})


def test_what_becomes_of_a_program(tmp_path, monkeypatch):
    """Its number, or the error and the function below `main` that was running."""
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setattr(sys, "modules", {**sys.modules})
    monkeypatch.chdir(tmp_path)
    found = attempted(tmp_path, PROGRAM)
    assert (found["error"], found["stage"]) == ("ValueError: no 1\n", "train")
    assert found["warnings"] == ["UserWarning: odd"]
    found = attempted(tmp_path, PROGRAM, [('raise ValueError(f"no {x}")', "return x + 1")])
    assert (found["value"], "error" in found) == (2.0, False)
    assert attempted(tmp_path, "import no_such_module")["stage"] == "import"
    assert attempted(tmp_path, "def main():\n    return 1 / 0")["stage"] == "main"


def test_programs_as_they_run(run, monkeypatch, tmp_path):
    """A real process each: one that proves its number, one that fails."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    lanes = ("--lane", "keras-jax", "--lane", "pytorch-eager")
    _, out, _ = run("measure", "capabilities", "layer_hooks", *lanes, "--json")
    jax, torch = json.loads(out)["rows"]
    assert (jax["status"], jax["stage"]) == ("fails", "main")
    assert "register_forward_hook" in jax["message"]
    assert (torch["status"], torch["value"]) == ("works", 6)


def test_an_interrupted_run_goes_on(run, attempts, published):
    """Topics that are kept are not run again."""
    attempts["weight_tying", "keras-tensorflow"] = KeyboardInterrupt()
    words = ("measure", "capabilities", "hessian", "weight_tying", "--jobs", "1")
    with pytest.raises(SystemExit) as stopped:
        run(*words)
    assert stopped.value.code == 130
    del attempts["weight_tying", "keras-tensorflow"]
    attempts["ran"].clear()
    (folder,) = own_runs().iterdir()
    code, out, _ = run("measure", "capabilities", "--resume", folder.name)
    assert code == 0
    assert "weight_tying" in out
    assert {job["topic"] for job in attempts["ran"]} == {"weight_tying"}
    code, _, err = run("measure", "capabilities", "--resume", folder.name)
    assert code == 2
    assert folder.name in err
    assert run("measure", "mistakes", "--resume", "2020-01-01-cpu-1")[0] == 2


def test_a_package_that_is_not_there(run, attempts, published, monkeypatch):
    """The topic's rows say so; nothing of it is run."""
    facts = PROBES["hessian"].facts | {"needs": ["no_such_package"]}
    folder = PROBES["hessian"].folder
    probe = Probe(topic="hessian", chapter="capabilities", folder=folder, facts=facts)
    monkeypatch.setattr(capabilities, "load_probes", lambda: {"hessian": probe})
    code, out, _ = run("measure", "capabilities", "hessian")
    assert code == 0
    assert "not installed" in out
    assert attempts["ran"] == []


def test_a_topic_is_published_on_all_lanes_or_not_at_all(run, attempts, published, monkeypatch):
    """Its newest record stands for all of them; said before anything is run."""
    words = ("measure", "capabilities", "hessian", "--publish")
    code, _, err = run(*words, "--lane", "keras-jax")
    assert code == 2
    assert "--publish" in err
    assert "--lane" in err
    monkeypatch.setattr(examining, "lacking", lambda lane: ["jax"] if lane == "keras-jax" else [])
    code, _, err = run(*words)
    assert code == 2
    assert "jax is not installed" in err
    assert attempts["ran"] == []


def test_names_that_are_not_there(run, share):
    """The nearest is told."""
    code, _, err = run("measure", "capabilities", "hesian")
    assert code == 2
    assert "nothing here is called hesian; nearest: hessian" in err
    assert run("measure", "mistakes", "double")[0] == 2
