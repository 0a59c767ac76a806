"""Broken data files: each kind of fault stops loading and is named, all of them at once."""

from pathlib import Path

import pytest
from conftest import data_files

from advisor.checks import file_faults
from advisor.dates import today
from advisor.faults import KnowledgeError
from advisor.knowledge import load


def rewrite(tree: Path, name: str, old: str, new: str) -> None:
    path = tree / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


E = "rules/ease_of_use.toml"
REC = "evidence/ease_of_use/api_surface.toml"
FAULTS = {
    "unknown field": (E, 'id = "E01"', 'id = "E01"\ncolour = "red"', "unknown field colour"),
    "missing field": (E, 'zh = "第一个', 'zh_ = "第一个', "field zh is missing"),
    "wrong type": (E, "points = 1.5", 'points = "1.5"', "field points is empty or of the wrong"),
    "empty text": (REC, 'title = { en = "', 'title = { en = "", x = "', "unknown field x"),
    "not a table": (REC, "[value]\nkeras = 980", '[value]\nkeras = "?"', "must be a table"),
    "duplicate id": (E, 'id = "E02"', 'id = "E01"', "id E01 is taken"),
    "wrong letter": (E, 'id = "E02"', 'id = "Q2"', "ids in this file are E and two digits"),
    "unknown question": (E, "goal = [", "gaol = [", "when asks gaol"),
    "unknown value": (E, '"beginner"', '"novice"', "when.experience must list values"),
    "value not a list": (E, '["beginner"]', '"beginner"', "when.experience must list values"),
    "every value": (
        E,
        '["beginner"]',
        '["beginner", "intermediate", "expert"]',
        "lists every value",
    ),
    "empty when": (
        E,
        'when = { goal = ["teach"], custom_training = ["none"] }',
        "when = {}",
        "when is empty",
    ),
    "unknown effect": (E, "criterion =", "kriterion =", "effect must have one of"),
    "effect in the wrong file": (
        E,
        'criterion = "ease_of_use"',
        'criterion = "performance"',
        "belongs in",
    ),
    "unknown side": (E, 'side = "keras"', 'side = "caffe"', "effect.side must be"),
    "points too big": (E, "points = 1.5", "points = 9", "effect.points must be"),
    "points not quarters": (E, "points = 1.5", "points = 1.1", "effect.points must be"),
    "unknown evidence": (E, '"fit_loop"', '"fit_loops"', "unknown evidence fit_loops"),
    "no evidence": (
        E,
        'evidence = ["fit_loop", "code_statements"]',
        "evidence = []",
        "stands on no evidence",
    ),
    "unknown weigh": (
        "rules/weights.toml",
        'weigh = "ease_of_use"',
        'weigh = "ease"',
        "effect.weigh must be",
    ),
    "unknown runtime": (
        "rules/runtimes.toml",
        '"keras-jax"',
        '"keras-mxnet"',
        "effect.runtime must be",
    ),
    "unknown veto": ("rules/vetoes.toml", '["keras-torch"]', '["theano"]', "effect.veto must be"),
    "both sides vetoed": (
        "rules/vetoes.toml",
        '["keras-torch"]',
        '["keras", "pytorch"]',
        "rules out every lane",
    ),
    "no rules": ("rules/vetoes.toml", "[[rule]]", "[[regel]]", "unknown section [[regel]]"),
    "unknown kind": (REC, 'kind = "counted"', 'kind = "guessed"', "kind must be one of"),
    "measured without a run": (
        REC,
        'kind = "counted"',
        'kind = "measured"',
        "is read from the run",
    ),
    "measured elsewhere": (
        "evidence/performance/measured_cnn_training.toml",
        'source = "run:',
        'source = "https://',
        "field as_of is missing",
    ),
    "counted from a run": (REC, 'source = "', 'source = "run:', "go together"),
    "unknown indicator": (
        REC,
        'indicator = "concepts"',
        'indicator = "size"',
        "unknown indicator size",
    ),
    "indicator of another criterion": (
        REC,
        'indicator = "concepts"',
        'indicator = "capability"',
        "belongs to flexibility",
    ),
    "future": (REC, "as_of = 2026-11-23", "as_of = 2999-01-01", "lies in the future"),
    "not a date": (REC, "as_of = 2026-11-23", 'as_of = "2025-13-01"', "is not a date"),
    "infinite": (REC, "keras = 980", "keras = inf", "must be a finite number"),
    "percent above 100": (
        "evidence/ease_of_use/survey_admired.toml",
        "keras = 60.01",
        "keras = 350",
        "must be 0 to 100",
    ),
    "boolean points": (E, "points = 1.5", "points = true", "field points is empty or of the wrong"),
    "boolean counts": (
        REC,
        "counts = 0.5",
        "counts = true",
        "field counts is empty or of the wrong",
    ),
    "unknown unit": (REC, 'unit = "objects"', 'unit = "furlongs"', "unit furlongs has no words"),
    "evidence not strings": (
        E,
        'evidence = ["fit_loop", "code_statements"]',
        'evidence = [["fit_loop"]]',
        "field evidence is empty or of the wrong",
    ),
    "no source": (
        "evidence/flexibility/nvidia_edge_training.toml",
        "source = [",
        'source = ["", ',
        "a text or a list of texts",
    ),
    "a value without Chinese": (
        "questions.toml",
        '{ id = "image", en = "images or video", zh = "图像或视频" }',
        '{ id = "image", en = "images or video" }',
        "value 1: field zh is missing",
    ),
    "order of the criteria": (
        "criteria.toml",
        'id = "performance"\nen',
        'id = "flexibility"\nen',
        "the criteria are, in this order",
    ),
    "no date at all": (REC, "as_of = 2026-11-23", 'as_of = "soon"', "is not a date"),
    "precision": (
        REC,
        'unit = "objects"',
        'unit = "objects"\nprecision = "hour"',
        "precision must be",
    ),
    "counts": (REC, "counts = 0.5", "counts = 2", "counts must be 0 to 1"),
    "counts without caveat": (REC, "caveat = {", "detail = {", "has no caveat"),
    "ratio of zero": (REC, "keras = 980", "keras = 0", "must be above 0"),
    "value and fact": (
        REC,
        "[value]",
        'fact = { en = "x", zh = "x" }\n[value]',
        "either [value] or fact",
    ),
    "fact cannot be scored": (
        REC,
        "[value]\n",
        'fact = { en = "x", zh = "x" }\n[series.x]\n',
        "a fact cannot be scored",
    ),
    "one side missing": (REC, "keras = 980\n", "", "no value for keras-tensorflow"),
    "unknown lane": (REC, "keras = 980", "keras = 980\ncaffe = 1", "neither a side nor a lane"),
    "share above one": (
        "evidence/flexibility/interop_wrappers.toml",
        "keras = 1",
        "keras = 3",
        "must be 0 to 1",
    ),
    "context date": (
        "evidence/ease_of_use/install_download_size.toml",
        "value = 27.2\nas_of = 2026-11-23",
        "value = 27.2\nas_of = 2999-11-23",
        "context 1 as_of 2999-11-23 lies in the future",
    ),
    "context shape": (
        "evidence/ease_of_use/install_download_size.toml",
        "value = 27.2",
        "worth = 27.2",
        "context 1: unknown field worth",
    ),
    "source": (
        "evidence/ease_of_use/official_mnist_example_lines.toml",
        "@3422977a5e38",
        "",
        "has no locator",
    ),
    "default": (
        "questions.toml",
        'default = "other"',
        'default = "all"',
        "default all is none of its values",
    ),
    "contradiction": (
        "questions.toml",
        'language = ["cuda"]',
        'tongue = ["cuda"]',
        "when asks tongue",
    ),
    "criterion": (
        "criteria.toml",
        'id = "performance"\nen',
        'id = "speed"\nen',
        "the criteria are",
    ),
    "scale": ("criteria.toml", 'scale = "percent"', 'scale = "promille"', "a scale of ratio"),
    "better": (
        "criteria.toml",
        'better = "lower"',
        'better = "smaller"',
        "better = lower or higher",
    ),
    "lane side": ("lanes.toml", 'side = "keras"', 'side = "theano"', "has side theano"),
    "message missing": (
        "text/zh.toml",
        'level = "持平"',
        'even = "持平"',
        "message line.even is missing",
    ),
    "placeholder": ("text/zh.toml", "{found}", "{gefunden}", "other placeholders"),
    "TOML": (E, "[[rule]]", "[[rule", "not valid TOML"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_broken_file_is_named_with_the_fault(name, tree, other_home):
    """Each kind of fault stops loading, with the file and what is wrong."""
    file, old, new, expected = FAULTS[name]
    rewrite(tree, file, old, new)
    with pytest.raises(KnowledgeError) as caught:
        load(str(tree))
    named = ("text/", file) if file.startswith("text/") else (file,)
    assert any(expected in line and line.startswith(named) for line in caught.value.lines), (
        caught.value.lines
    )


def test_all_faults_at_once(tree, other_home):
    """Three faults in three files are three lines."""
    for name in ("unknown evidence", "unknown kind", "default"):
        rewrite(tree, *FAULTS[name][:3])
    with pytest.raises(KnowledgeError) as caught:
        load(str(tree))
    assert len(caught.value.lines) == 3


def test_missing_and_misplaced_files(tree, other_home):
    """A missing catalogue, a stray rules file and a misplaced record are named."""
    (tree / "rules" / "moods.toml").write_bytes((tree / "rules" / "vetoes.toml").read_bytes())
    (tree / "evidence" / "stray.toml").write_bytes((tree / REC).read_bytes())
    with pytest.raises(KnowledgeError) as caught:
        load(str(tree))
    assert "unknown file" in str(caught.value)
    assert "belongs in evidence/<criterion>/" in str(caught.value)
    (tree / "lanes.toml").unlink()
    with pytest.raises(KnowledgeError, match=r"lanes.toml: missing"):
        load(str(tree))


def test_duplicate_evidence_id(tree, other_home):
    """The same record id under two criteria is a fault."""
    (tree / "evidence/performance/mixed_precision.toml").write_bytes(
        (tree / "evidence/flexibility/mixed_precision.toml").read_bytes()
    )
    with pytest.raises(KnowledgeError, match="id mixed_precision is taken"):
        load(str(tree))


def test_not_utf8(tree, other_home):
    """A file in another encoding is named with the position."""
    (tree / "lanes.toml").write_bytes('en = "ü"'.encode("latin-1"))
    with pytest.raises(KnowledgeError, match=r"lanes.toml: not UTF-8 at byte 6"):
        load(str(tree))


def test_not_a_list_of_tables():
    """A section of the wrong kind is named instead of followed."""
    broken = data_files()
    broken["lanes.toml"] = {"lane": "eager"}
    broken["rules/vetoes.toml"] = {"rule": ["V01"]}
    faults = file_faults(broken, today())
    assert "lanes.toml: needs at least one [[lane]]" in faults
    assert any("must be a table" in f for f in faults)


def test_a_context_that_is_no_list():
    """A context of the wrong type is a fault of shape, not a crash."""
    broken = data_files()
    broken[REC] = {**broken[REC], "context": "none", "value": 3}
    faults = file_faults(broken, today())
    assert len([f for f in faults if "wrong type" in f]) == 2
    broken[REC] = {**broken[REC], "context": ["Lightning"], "value": {"keras": 1, "pytorch": 1}}
    assert [f for f in file_faults(broken, today()) if "context 1: must be a table" in f]
