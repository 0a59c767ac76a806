"""What the core packages offer: the same rules on both sides, each object once."""

import json
import sys
from types import ModuleType

import pytest

from advisor.measure.api import load_kinds, read
from advisor.measure.processes import Outcome, Workers


class Base:
    pass


class One(Base):
    pass


class Two(Base):
    pass


def _inner():
    pass


@pytest.fixture
def package(monkeypatch):
    """A module with aliases, a foreign class, private names and functions."""
    module = ModuleType("offered")
    vars(module).update(Base=Base, One=One, Uno=One, Two=Two, Other=dict, _Hidden=Two)
    vars(module).update(do_=_inner, redo_=_inner, undo=len)
    monkeypatch.setitem(sys.modules, "offered", module)
    return "offered"


def test_what_counts(package):
    """Subclasses without the class itself, functions by their name, aliases once."""
    classes = {"modules": [package], "of": f"{__name__}:Base"}
    kinds = {
        "all": {"keras": classes | {"without": "some"}, "pytorch": classes},
        "some": {"keras": {"modules": [package], "of": f"{__name__}:Two"}},
        "twos": {"keras": {"modules": [package], "of": f"{__name__}:Base", "without": "all"}},
        "done": {"keras": {"modules": [package, package], "named": ".*_"}},
    }
    assert read("keras", kinds) == {
        "all": ["One", "Two"], "some": [], "twos": [], "done": ["do_"],
    }  # fmt: skip
    assert read("pytorch", kinds) == {"all": ["One", "Two"], "some": [], "twos": [], "done": []}


def test_every_kind_is_told_in_both_languages():
    """And says where to look on at least one side."""
    for kind in load_kinds().values():
        assert kind["en"]
        assert kind["zh"]
        assert {"keras", "pytorch"} & set(kind)


def test_the_command(run, share, monkeypatch):
    """A table, a document, a record; what fails is told."""
    names = {key: ["A", "B"] for key in load_kinds()}

    def answer(self, job):
        failed = job["side"] == "pytorch" and answer.fails
        return Outcome(status="crashed" if failed else "ok", values={} if failed else names,
                       arrays=None, message="no" if failed else "")  # fmt: skip

    answer.fails = False
    monkeypatch.setattr(Workers, "run", answer)
    code, out, _ = run("measure", "api")
    assert code == 0
    assert "learning rate schedules 2 2" in " ".join(out.split())
    answer.fails = True
    code, out, _ = run("measure", "api")
    assert code == 1
    assert "pytorch-eager: crashed: no" in out
    code, out, _ = run("measure", "api", "--json")
    assert code == 1
    assert json.loads(out)["sides"]["keras"]["layers"] == ["A", "B"]


def test_what_is_known_is_found():
    """Of the installed libraries, in processes of their own."""
    with Workers(2, time_limit=100) as workers:
        jobs = [
            {"kind": "api", "lane": "keras-jax", "side": "keras"},
            {"kind": "api", "lane": "pytorch-eager", "side": "pytorch"},
        ]
        found = {job["side"]: outcome.values for job, outcome in workers.all(jobs)}
    assert "Dense" in found["keras"]["layers"]
    assert "Linear" in found["pytorch"]["layers"]
    assert not {"CrossEntropyLoss", "Module"} & set(found["pytorch"]["layers"])
    assert "CrossEntropyLoss" in found["pytorch"]["losses"]
    assert "LBFGS" in found["pytorch"]["optimizers"]
    assert {"GlorotUniform", "HeNormal"} <= set(found["keras"]["initializers"])
    assert "glorot_uniform" not in found["keras"]["initializers"]
    assert found["pytorch"]["callbacks"] == []
