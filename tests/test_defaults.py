"""The defaults that differ: the list is sound, and each pair of values read really differs."""

import ast
import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from conftest import ROOT, clean_environment, python

from advisor.faults import KnowledgeError
from advisor.knowledge import LANGUAGES, SIDES
from advisor.measure.defaults import FILE, Row, Topic, load_rows, read
from advisor.runs import latest

ROWS = load_rows()


def test_there_are_enough_rows():
    """At least 55 rows, under topics that are named in both languages."""
    assert len(ROWS) >= 55
    assert all(set(row.topic.text) == set(LANGUAGES) for row in ROWS)


@pytest.mark.parametrize("side", SIDES)
def test_a_probe_for_every_row_and_a_row_for_every_probe(side: str):
    """The public functions of a side are exactly the rows that ask for a probe."""
    public = [
        (file.stem, f.name)
        for file in FILE.with_name(f"defaults_{side}").glob("*.py")
        for f in ast.parse(file.read_text("utf-8")).body
        if isinstance(f, ast.FunctionDef) and not f.name.startswith("_") and file.stem != "common"
    ]
    asked = [(row.topic.id, row.id) for row in ROWS if row.specs[side] == "probe"]
    assert sorted(public) == sorted(asked)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_both_languages_say_the_same(row: Row):
    """Code, numbers and the names of the sides are those of the other language."""
    for text in (row.subject, row.consequence):
        en, zh = (facts(text[lang]) for lang in LANGUAGES)
        assert en == zh


def facts(text: str) -> tuple[list[str], set[str], set[str]]:
    code = sorted(re.findall(r"`[^`]+`", text))
    prose = re.sub(r"`[^`]+`", " ", text)
    prose = re.sub(r"\b2D\b|\b1D\b", " ", prose)  # 二维, 一维
    numbers = set(re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", prose))
    return code, numbers, {side for side in ("Keras", "PyTorch") if side in prose}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_each_text_follows_its_style(row: Row):
    """A consequence is one sentence; Chinese has spaces and marks as the style guide says."""
    assert row.consequence["en"].endswith(".")
    assert not re.search(r"\. [A-Z]", row.consequence["en"])
    assert re.fullmatch(r"[^。]+。", row.consequence["zh"])
    for text in (row.subject["zh"], row.consequence["zh"], row.topic.text["zh"]):
        assert not re.search(r"您|「|」|[\u4e00-\u9fff][,:;!?()]", text)
        assert not re.search(r"[\u4e00-\u9fff][A-Za-z0-9`]|[A-Za-z0-9`][\u4e00-\u9fff]", code(text))
        assert not re.search(r" [，。：；、（）“”]|[，。：；、（）“”] ", text)


def code(text: str) -> str:
    """The text with each piece of code as ``."""
    return re.sub(r"`[^`]+`", "``", text)


TOPIC = '[[topic]]\nid = "optimizers"\nen = "Optimizers"\nzh = "优化器"\n'
ROW = """[[default]]
id = "adam_epsilon"
topic = "optimizers"
subject = { en = "Adam: epsilon", zh = "Adam 的 epsilon" }
keras = "probe"
pytorch = "signature:torch.optim.Adam:eps"
consequence = { en = "Other steps.", zh = "步长不同。" }
"""
FAULTS = {
    "unknown section": ("[[topic]]", "[[subject]]\n[[topic]]", "unknown section subject"),
    "no topic": (TOPIC, "", "needs at least one [[topic]]"),
    "no row": (ROW, "", "needs at least one [[default]]"),
    "unknown field": ('keras = "', 'jax = "x"\nkeras = "', "unknown field jax"),
    "missing field": ('keras = "probe"', "", "field keras is missing"),
    "missing id": ('id = "adam_epsilon"', "", "default 1: field id is missing"),
    "missing topic": ('topic = "optimizers"', "", "default adam_epsilon: field topic is missing"),
    "id of another type": (
        '"adam_epsilon"',
        "[1]",
        "default [1]: field id is empty or of the wrong",
    ),
    "topic of another type": ('topic = "optimizers"', "topic = [1]", "unknown topic [1]"),
    "duplicate id": (ROW, ROW + ROW, "default adam_epsilon: the id is taken"),
    "duplicate topic": (TOPIC, TOPIC + TOPIC, "topic optimizers: the id is taken"),
    "id with a hyphen": ("adam_epsilon", "adam-epsilon", "an id is the name of a function"),
    "unknown topic": ('topic = "optimizers"', 'topic = "losses"', "unknown topic losses"),
    "topic without rows": (TOPIC, TOPIC + TOPIC.replace("opt", "x"), "ximizers: has no rows"),
    "no Chinese": (', zh = "步长不同。"', "", "consequence: field zh is missing"),
    "no Chinese topic": ('zh = "优化器"', "", "topic optimizers: field zh is missing"),
    "no Chinese subject": (', zh = "Adam 的 epsilon"', "", "subject: field zh is missing"),
    "empty text": ("Other steps.", "", "consequence: field en is empty"),
    "text is no table": ('{ en = "Adam: epsilon", zh = "Adam 的 epsilon" }', '"x"', "wrong type"),
    "a table is no table": (ROW, "default = [1]\n", "default 1: must be a table"),
    "unknown form": ('"probe"', '"guess"', "keras must be probe or signature:keras."),
    "no parameter": ("Adam:eps", "Adam", "pytorch must be probe or signature:torch."),
    "wrong library": ("torch.optim", "keras.optim", "pytorch must be probe or signature:torch."),
    "not TOML": ("[[topic]]", "[[topic]", "not valid TOML"),
}


def faults(folder: Path, text: str) -> list[str]:
    path = folder / "defaults.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(KnowledgeError) as caught:
        load_rows(path)
    return caught.value.lines


@pytest.mark.parametrize(("old", "new", "message"), FAULTS.values(), ids=FAULTS)
def test_each_fault_is_named(old: str, new: str, message: str, tmp_path: Path):
    """A fault is reported with the place where it is."""
    sound = TOPIC + ROW
    assert old in sound
    broken = sound.replace(old, new, 1)
    # a bare key must stand before the tables
    found = faults(tmp_path, new + TOPIC if new.startswith("default =") else broken)
    assert any(message in line for line in found)
    assert all(line.startswith("defaults.toml: ") for line in found)


def test_all_faults_at_once(tmp_path: Path):
    """A file with three faults is reported with three lines."""
    broken = ROW.replace('"probe"', '"?"').replace(', zh = "步长不同。"', "").replace("adam_e", "A")
    assert len(faults(tmp_path, TOPIC + broken)) == 3


def test_a_sound_file_loads(tmp_path: Path):
    """A row knows its topic and how each side is read."""
    path = tmp_path / "one.toml"
    path.write_text(TOPIC + ROW, "utf-8")
    (row,) = load_rows(path)
    assert (row.id, row.topic.id, row.topic.text["zh"]) == ("adam_epsilon", "optimizers", "优化器")
    assert row.specs == {"keras": "probe", "pytorch": "signature:torch.optim.Adam:eps"}


def row(name: str, spec: str) -> Row:
    topic = Topic(id="any", text={})
    return Row(id=name, topic=topic, subject={}, specs={"keras": spec}, consequence={})


@pytest.fixture
def probes(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A side without a library."""
    module = ModuleType("advisor.measure.defaults_keras.any")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return module


def test_reading_a_signature(probes: ModuleType):
    """The default of a parameter of any object that can be imported, as it stands."""
    rows = [
        row("ascii", "signature:json.dumps:ensure_ascii"),
        row("indent", "signature:json.dumps:indent"),
        row("size", "signature:textwrap.TextWrapper:width"),
    ]
    assert read("keras", rows) == {"ascii": True, "indent": None, "size": 70}


@pytest.mark.parametrize(
    ("found", "value"),
    [(0.0547722, 0.0548), (1e-7, 1e-7), (-0.0, 0.0), (12345, 12345), ("(2, 3)", "(2, 3)")],
)
def test_reading_a_probe(probes: ModuleType, found: object, value: object):
    """What the function named like the row returns; computed numbers keep three digits."""
    probes.answer = lambda: found
    (got,) = read("keras", [row("answer", "probe")]).values()
    assert str(got) == str(value)


def test_a_value_must_be_plain(probes: ModuleType):
    """A parameter without a default, and a list, are no values."""
    with pytest.raises(TypeError, match=r"out: signature:json\.dump:fp gives .*no plain value"):
        read("keras", [row("out", "signature:json.dump:fp")])
    probes.answer = lambda: [1]
    with pytest.raises(TypeError, match=r"answer: probe gives \[1\]"):
        read("keras", [row("answer", "probe")])


@cache
def values(side: str, backend: str = "") -> dict[str, object]:
    """What a fresh process reads on one side."""
    words = f"import json; from advisor.measure.defaults import read; r = read({side!r})"
    done = subprocess.run(
        python("-c", f"{words}; print(json.dumps(r))"),
        cwd=ROOT,
        env=clean_environment() | ({"KERAS_BACKEND": backend} if backend else {}),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    read_values: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return read_values


@pytest.fixture(scope="module")
def pytorch() -> dict[str, object]:
    return values("pytorch")


SLOW = pytest.mark.slow


@pytest.mark.parametrize(
    "backend", ["torch", pytest.param("jax", marks=SLOW), pytest.param("tensorflow", marks=SLOW)]
)
def test_every_row_differs(pytorch: dict[str, object], backend: str):
    """On each backend of Keras, no row has the value that PyTorch has."""
    keras = values("keras", backend)
    assert list(keras) == list(pytorch) == [row.id for row in ROWS]
    assert [name for name in keras if keras[name] == pytorch[name]] == []


def test_the_record_is_what_is_read(pytorch: dict[str, object]):
    """The recorded values are those of the installed libraries, on every backend of Keras."""
    _, parts = latest("defaults")
    assert parts["pytorch-eager"]["values"] == pytorch
    recorded = [parts[f"keras-{backend}"]["values"] for backend in ("tensorflow", "jax", "torch")]
    assert recorded[0] == recorded[1] == recorded[2]
    assert values("keras", "torch") == recorded[0]
