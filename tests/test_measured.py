"""Measured evidence is read from runs: never typed, never from a run that cannot be trusted."""

import json
import shutil
from pathlib import Path

import pytest
from conftest import checked

from advisor import runs as reading
from advisor.decision import Decider
from advisor.faults import KnowledgeError
from advisor.knowledge import between, load
from advisor.measure.runs import Run
from advisor.messages import MEASURED_HERE
from advisor.store import DATA

RECORD = """
kind = "measured"
indicator = "training_speed"
unit = "ms per update"
source = "run:{run}/a.b.printed/training"
when = {{ hardware = ["cpu"] }}
title = {{ en = "A", zh = "甲" }}
method = {{ en = "B", zh = "乙" }}
"""
PLACE = "evidence/performance/timed.toml"


def line(column, value, **against):
    ratios = {}
    for base, (ratio, word) in against.items():
        interval = {"ratio": ratio, "low": ratio * 0.9, "high": ratio * 1.1, "rounds": 10}
        ratios[base.replace("_", "-")] = interval | {"word": word}
    return {"group": "a.b.printed", "measure": "training", "column": column, "value": value,
            "against": ratios, "status": "ok" if value else "crashed"}  # fmt: skip


LINES = [
    line("keras-tensorflow", 0.004, pytorch_eager=(2.0, "slower"), pytorch_compile=(1.1, None)),
    line("keras-jax", 0.001, pytorch_eager=(0.5, "faster")),
    line("keras-torch", None),
    line("pytorch-eager", 0.00212345),
    line("pytorch-eager again", 0.002, pytorch_eager=(1.0, None)),
]


def recorded(base: Path, lines=LINES, **plan) -> Run:
    run = Run(base, "speed", plan)
    run.put("table", lines)
    run.finish()
    return run


@pytest.fixture
def tree(tmp_path):
    """The data with a record that reads a run of its own."""
    tree = tmp_path / "data"
    shutil.copytree(DATA, tree, ignore=shutil.ignore_patterns("__pycache__"))
    run = recorded(tree / "runs")
    (tree / PLACE).write_text(RECORD.format(run=run.id), "utf-8")
    return tree


def test_values_and_ratios_come_from_the_run(tree):
    """Four digits in the unit of the record, a reason where there is no time, the run's date."""
    record = load(str(tree)).evidence["timed"]
    assert record.values == {
        "keras-tensorflow": 4.0, "keras-jax": 1.0, "pytorch-eager": 2.123,
        "keras-torch": {"en": "crashed", "zh": "崩溃"},
        "pytorch-compile": {"en": "not measured", "zh": "未测量"},
    }  # fmt: skip
    assert record.ratios["keras-jax pytorch-eager"] == (0.5, 0.45, 0.55, "faster")
    assert record.as_of == record.source[0][4:14]
    again = load(str(tree)).evidence["timed"]  # from the cache this time
    assert again.ratios == record.ratios


def test_points_follow(tree):
    """A lane that is twice as fast has 7.5; one whose interval earned no word 5."""
    decider = Decider(load(str(tree)))
    steps = {
        lanes: next(s for s in decider.scorer.steps(lanes) if s.record.id == "timed").points
        for lanes in (
            ("keras-jax", "pytorch-eager"), ("keras-tensorflow", "pytorch-eager"),
            ("keras-torch", "pytorch-eager"), ("keras-tensorflow", "pytorch-compile"),
        )
    }  # fmt: skip
    assert list(steps.values()) == [(7500, 2500), (2500, 7500), None, None]
    applied = decider.decide(checked({"hardware": "cpu"})).bases[1].steps
    assert "timed" in {s.record.id for s in applied}
    elsewhere = decider.decide(checked({"hardware": "nvidia_gpu"})).bases[1].steps
    assert "timed" not in {s.record.id for s in elsewhere}


def test_a_changed_run_makes_the_cache_stale(tree):
    """What was read before does not hide that a run was edited."""
    load(str(tree))
    (table,) = (x for x in (tree / "runs").glob("*/table.json") if '"a.b.printed"' in x.read_text())
    table.write_text(table.read_text("utf-8").replace("0.004", "0.0010"), "utf-8")
    with pytest.raises(KnowledgeError, match="was changed after the run"):
        load(str(tree))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('title =', "as_of = 2026-11-25\ntitle =", "as_of is read from the run; remove it"),
        ("title =", "[value]\nkeras = 1\n[x]\ntitle =", "value is read from the run; remove it"),
        ("/training", "", "needs source run:<run>/<group>/<measure>"),
        ("ms per update", "lines", "unit ms per update, ms per call, s per program"),
        ("a.b.printed", "a.c.printed", "has no training of a.c.printed"),
        ("run:2", "run:1", "no run of ours"),
    ],
)  # fmt: skip
def test_a_record_that_cannot_be_read_is_named(tree, old, new, told):
    """File, field and fix; nothing is typed over what was measured."""
    path = tree / PLACE
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(KnowledgeError, match=told):
        load(str(tree))


def test_an_own_run_takes_the_place_of_the_published_ones(tree, tmp_path):
    """Its times, its date, its name; what it did not measure is not borrowed."""
    own = recorded(tmp_path / "own", [line("pytorch-eager", 1.0)])
    record = load(str(tree), str(own.folder)).evidence["timed"]
    assert record.values["pytorch-eager"] == 1000
    assert record.values["keras-jax"] == {"en": "not measured", "zh": "未测量"}
    assert record.source == (f"run:{own.id}/a.b.printed/training",)
    assert load(str(tree)).evidence["timed"].values["pytorch-eager"] == 2.123


RULE = """
[[rule]]
id = "R98"
when = { hardware = ["cpu"] }
effect = { runtime = "keras-jax", points = 1.0 }
evidence = ["timed"]
bounds = [{ record = "timed", lane = "keras-jax", against = "pytorch-eager", below = 0.6 }]
en = "Faster."
zh = "更快。"
"""


def with_rule(tree, old="", new=""):
    path = tree / "rules" / "runtimes.toml"
    path.write_text(path.read_text("utf-8") + RULE.replace(old, new, 1), "utf-8")
    return load(str(tree))


@pytest.mark.parametrize(
    ("old", "new", "fires"),
    [
        ("", "", True),
        ("0.6", "0.52", False),  # the ratio is below, its upper bound is not
        ("below = 0.6", "above = 0.4", True),
        ("below = 0.6", "above = 0.48", False),
        ('lane = "keras-jax"', 'lane = "keras-torch"', False),
    ],
)
def test_a_rule_fires_on_the_bound_of_an_interval(tree, old, new, fires):
    """Not on the value: what cannot be told from chance moves nothing."""
    knowledge = with_rule(tree, old, new)
    assert ("R98" in {r.id for r in knowledge.rules}) == fires
    assert ("R98" in {r.id for r in knowledge.idle}) != fires
    asked = checked({"hardware": "cpu", "area": "image"}, knowledge)  # no other rule on lanes
    lane = Decider(knowledge).decide(asked).lanes[0]
    assert lane == ("keras-jax" if fires else "keras-tensorflow")


def test_lanes_that_were_compared_with_a_third_only():
    """The widest that both intervals allow; a ratio of their own goes first."""
    third = {"a c": (0.5, 0.4, 0.6, "faster"), "b c": (1.0, 0.8, 1.2, "undecided")}
    assert between(third, "a", "b") == pytest.approx((0.4 / 1.2, 0.6 / 0.8))
    assert between(third, "a", "c") == (0.4, 0.6)
    assert between({**third, "a b": (0.5, 0.45, 0.55, "faster")}, "a", "b") == (0.45, 0.55)
    assert between({"a c": third["a c"], "b d": third["b c"]}, "a", "b") is None


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('record = "timed"', 'record = "fit_loop"', "was not measured with intervals"),
        ('evidence = ["timed"]', 'evidence = ["fit_loop"]', "which is not among its evidence"),
        ('against = "pytorch-eager"', 'against = "pytorch"', "against must be one of"),
        (", below = 0.6", "", "needs either below or above"),
        ("below = 0.6", 'below = "0.6"', "empty or of the wrong type"),
    ],
)
def test_a_bound_that_says_nothing_is_named(tree, old, new, told):
    """It stands on a measured record of the rule and has one limit."""
    with pytest.raises(KnowledgeError, match=told):
        with_rule(tree, old, new)


def test_rules_with_bounds_are_told(tree, monkeypatch, run):
    """`rules` says what must hold, and whether it does."""
    knowledge = with_rule(tree, "0.6", "0.5")
    monkeypatch.setattr("advisor.cli.load", lambda: knowledge)
    out = run("rules", "R98")[1].replace("\n  ", " ")
    assert "time of keras-jax over that of pytorch-eager at most 0.5" in out
    assert "does not fire now" in out
    assert json.loads(run("rules", "R98", "--json")[1])[0]["bounds"][0]["below"] == 0.5
    shown = run("evidence", "timed")[1].replace("\n  ", " ")
    assert "time ratio 0.50 (0.45 to 0.55 at 95%): faster" in shown
    assert "a.b.printed.json" in shown


def test_measured_here(run, monkeypatch, tmp_path):
    """`recommend --measured-here` says which run it rests on, or how to take one."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    for command in ("recommend", "explain"):
        code, _, err = run(command, "--area", "image", MEASURED_HERE)
        assert code == 2
        assert "measure speed --quick" in err
    own = recorded(reading.own_runs(), [line("pytorch-eager", 1.0)])
    recorded(reading.own_runs(), device="cuda")  # newer, and no times of the CPU
    code, out, err = run("recommend", "--area", "image", MEASURED_HERE, "--json")
    assert code == 0
    assert own.id in err
    assert f"explain --area image {MEASURED_HERE}" in "".join(json.loads(out)["next"])
