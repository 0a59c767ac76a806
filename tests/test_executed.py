"""Evidence that stands on executed programs: lane by lane, from the newest run that has each."""

import shutil

import pytest

from advisor.executed import fill, stands_on
from advisor.faults import KnowledgeError
from advisor.knowledge import load
from advisor.measure.runs import Run
from advisor.store import DATA

LANES = ("keras-tensorflow", "keras-jax", "keras-torch", "pytorch-eager", "pytorch-compile")


def proved(group, *statuses):
    """The rows of a probe: a status for each lane that is examined."""
    return [{"lane": lane, "status": x, "group": group}
            for lane, x in zip(LANES, statuses, strict=False)]  # fmt: skip


def told(*statuses):
    return [row | {"category": row["group"]} for row in proved("data", *statuses)]


def program(pair, lanes, by_hand=(), **counts):
    return {"pair": pair, "lanes": lanes, "by_hand": list(by_hand), "counts": {"whole": counts}}


RUNS = {
    "capabilities": {
        "hessian": ("2026-11-26-cpu-2", proved("gradients", "works", "detour", "fails", "works")),
        "jacobian": ("2026-11-25-cpu-1", proved("gradients", "works", "works", "fails", "crashed")),
        "split": ("2026-11-26-cpu-2", proved("scale", "works", "not_measured", "missing", "works")),
    },
    "mistakes": {
        "late": ("2026-11-26-cpu-3", told("caught", "silent", "warned", "impossible")),
        "dull": ("2026-11-26-cpu-3", told("silent", "silent", "harmless", "timed_out")),
    },
    "api": {
        "keras": ("2026-11-26-cpu-5", {"values": {"layers": ["Add", "Dense", "Dropout"]}}),
        "pytorch": ("2026-11-26-cpu-5", {"values": {"layers": ["Linear", "ReLU"]}}),
    },
    "code": {
        "a.b": ("2026-11-26-cpu-4", [
            program("a/b", LANES[:3], lines=10, names=["keras.Model", ".fit"]),
            program("a/b", LANES[3:], ["loop", "metric"], lines=20, names=["torch.nn"]),
        ]),
        "a.c": ("2026-11-26-cpu-4", [
            program("a/c", LANES[:1], lines=5, names=[]),
            program("a/c", LANES[1:3], ["block"], lines=7, names=[]),
            program("a/c", LANES[3:], lines=1, names=["torch.nn", ".step"]),
        ]),
        "a.d": ("2026-11-26-cpu-4", [program("a/d", LANES[3:], lines=99, names=[])]),
    },
}  # fmt: skip


def filled(*source):
    """The table of a record that stands on these, and what is wrong with it."""
    table = {"source": list(source)}
    return table, list(fill("x.toml", table, RUNS.__getitem__, LANES))


@pytest.mark.parametrize(
    ("source", "values"),
    [
        (["capabilities:hessian"], [1, 0.5, 0, 1, 1]),
        (["capabilities:gradients"], [1, 0.75, 0, 0.5, 0.5]),
        (["capabilities:hessian", "capabilities:gradients"], [1, 0.75, 0, 0.5, 0.5]),
        (["capabilities:split"], [1, "not_measured", "missing", 1, 1]),
        (["capabilities:hessian", "capabilities:split"], [1, 0.5, 0, 1, 1]),
        (["mistakes:data"], [0.5, 0, 1, 0.5, 0.5]),
        (["code:lines"], [15, 17, 17, 21, 21]),
        (["code:names"], [2, 2, 2, 3, 3]),
        (["api:layers"], [3, 3, 3, 2, 2]),
        (["code:built_in"], [1, 0.667, 0.667, 0.333, 0.333]),
    ],
)
def test_values_by_lane(source, values):
    """Means of outcomes; what has no data is left out, and named where nothing else is there."""
    table, faults = filled(*source)
    assert faults == []
    assert list(table["value"].values()) == values


def test_where_it_comes_from():
    """Every run with its part, the oldest date, and the command that does it again."""
    table, _ = filled("capabilities:gradients")
    assert table["source"] == ["run:2026-11-26-cpu-2/hessian", "run:2026-11-25-cpu-1/jacobian"]
    assert table["as_of"] == "2026-11-25"
    assert table["again"] == "measure capabilities hessian jacobian"
    assert filled("code:lines")[0]["again"] == "measure code"


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        (["capabilities:hesian"], "no run has capabilities:hesian; known are gradients, hessian"),
        (["capabilities:hessian", "mistakes:data"], "stands on one of them"),
        (["code:words"], "words was not counted in code"),
        (["api:loss"], "loss was not counted in api"),
    ],
)
def test_what_is_wrong_with_a_source(source, fault):
    """An unknown name, two kinds in one record, a count that nobody made."""
    table, faults = filled(*source)
    assert fault in " ".join(faults)
    assert "value" not in table


def test_a_source_of_another_kind():
    """Nothing, an address or a run is for others to read."""
    assert stands_on([]) == []
    assert stands_on("run:2026-11-25-cpu-1/a.b.printed/training") == []
    assert stands_on(["capabilities:hessian"]) == [("capabilities", "hessian")]


RECORD = """
kind = "measured"
indicator = "capability"
unit = "share of programs"
source = ["capabilities:split"]
title = { en = "A", zh = "甲" }
method = { en = "B", zh = "乙" }
"""


def test_a_record_of_the_tree(tmp_path):
    """Read on loading; the reason where a lane has no value stands there in words."""
    tree = tmp_path / "data"
    shutil.copytree(DATA, tree, ignore=shutil.ignore_patterns("__pycache__"))
    place = tree / "evidence" / "flexibility" / "scaled.toml"
    place.write_text(RECORD, "utf-8")
    run = Run(tree / "runs", "capabilities", {})
    run.put("split", RUNS["capabilities"]["split"][1])
    run.finish()
    record = load(str(tree)).evidence["scaled"]
    assert record.source == (f"run:{run.id}/split",)
    assert record.values["pytorch-compile"] == 1
    assert record.values["keras-jax"] == {"en": "not measured", "zh": "未测量"}
    place.write_text(RECORD + "as_of = 2026-11-26\n", "utf-8")
    with pytest.raises(KnowledgeError, match=r"scaled\.toml: as_of is read from the run"):
        load(str(tree))
