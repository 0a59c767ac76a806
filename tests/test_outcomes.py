"""From what a process did to an outcome: every kind, and messages that can be compared."""

import pytest

from advisor.laboratory import Mistake, Probe, load_mistakes, load_probes
from advisor.measure.outcomes import absent, clean, differences, examined, judged
from advisor.measure.processes import Outcome

PROBE = load_probes()["hessian"]
HOOKS = load_probes()["layer_hooks"]
MISTAKE = load_mistakes()["double_activation"]
LANE = "pytorch-eager"


def ended(status="ok", message="", **values):
    return Outcome(status=status, values=values, arrays=None, message=message)


def value(number, *warnings):
    return ended(value=number, warnings=list(warnings))


def error(text, stage):
    return ended(error=text, stage=stage, warnings=[])


def test_a_probe_is_proved_by_its_number():
    """The right one works, another one fails and both numbers are told."""
    row = examined(PROBE, LANE, value(32.00001))
    assert (row["status"], row["value"], row["detour"]) == ("works", 32.0, 0)
    assert row["lines"] == 8
    row = examined(PROBE, LANE, value(31.5))
    assert (row["status"], row["stage"], row["message"]) == ("fails", "result", "31.5, not 32")
    assert examined(PROBE, LANE, value(float("nan")))["status"] == "fails"
    exact = Probe(topic="hessian", chapter="x", folder=PROBE.folder,
                  facts=PROBE.facts | {"expected": 1.6875})  # fmt: skip
    assert examined(exact, LANE, value(1.6875))["status"] == "works"  # kept as 1.688


def test_a_probe_that_raises_fails_at_a_stage():
    """An exception is a failure with a message; a crash or a hang is what it is."""
    row = examined(PROBE, LANE, error("TypeError: no\n", "function"))
    assert (row["status"], row["stage"], row["message"]) == ("fails", "function", "TypeError: no")
    for status in ("crashed", "timed_out", "flooded", "missing"):
        assert examined(PROBE, LANE, ended(status, "why"))["status"] == status


def test_a_detour_is_counted(tmp_path):
    """Statements between the marks, and those only; the rest is what everybody writes."""
    text = PROBE.file(LANE).read_text("utf-8")
    around = "# --8<-- [start:detour]\nx = 1\ny = 2\n# --8<-- [end:detour]\n"
    (tmp_path / "hessian_pytorch.py").write_text(text + around, "utf-8")
    probe = Probe(topic="hessian", chapter="x", folder=tmp_path, facts=PROBE.facts)
    row = examined(probe, LANE, value(32))
    assert (row["status"], row["detour"], row["lines"]) == ("detour", 2, 10)


def test_mistakes():
    """Caught, warned, silent, harmless: by error, new warning and figure."""
    right = value(0.03, "UserWarning: old")
    caught = judged(MISTAKE, LANE, right, error("ValueError: set from_logits", "train"))
    assert (caught["status"], caught["stage"], caught["shows"]) == ("caught", "train", ["fix"])
    silent = judged(MISTAKE, LANE, right, value(0.57, "UserWarning: old"))
    assert (silent["status"], silent["harm"], silent["right"]) == ("silent", True, 0.03)
    assert judged(MISTAKE, LANE, right, value(float("inf")))["status"] == "silent"
    warned = judged(MISTAKE, LANE, right, value(0.57, "UserWarning: from_logits"))
    assert (warned["status"], warned["harm"], warned["shows"]) == ("warned", True, ["fix"])
    repaired = judged(MISTAKE, LANE, right, value(0.04, "UserWarning: repaired"))
    assert (repaired["status"], repaired["harm"], repaired["shows"]) == ("warned", False, [])
    assert judged(MISTAKE, LANE, right, value(0.04))["status"] == "harmless"
    assert judged(MISTAKE, LANE, right, ended("timed_out", "120 s"))["status"] == "timed_out"


def test_a_twin_that_fails_is_told():
    """A mistake says nothing where the right program is not right."""
    for right in (value(0.5), error("x", "build"), ended("crashed", "y")):
        row = judged(MISTAKE, LANE, right, value(0.57))
        assert row["status"] == "broken"
        assert row["message"]
    lacking = ended("missing", "onnx")
    assert judged(MISTAKE, LANE, lacking, lacking)["status"] == "missing"


def test_a_lane_without_a_program():
    """Why, in both languages, and no outcome."""
    facts = {"not_measured": {LANE: {"en": "no GPU", "zh": "没有 GPU"}}, "group": "scale"}
    probe = Probe(topic="x", chapter="x", folder=PROBE.folder, facts=facts)
    assert absent(probe, LANE) == {
        "id": "x", "lane": LANE, "status": "not_measured", "why": facts["not_measured"][LANE],
        "group": "scale",
    }  # fmt: skip
    facts = {"impossible": {"pytorch": {"en": "a", "zh": "b"}}, "category": "data"}
    mistake = Mistake(topic="x", chapter="x", folder=PROBE.folder, facts=facts)
    assert absent(mistake, LANE)["status"] == "impossible"
    assert mistake.absent("keras-jax") is None


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("File /home/a/venv/lib/site-packages/keras/src/x.py: no", "File keras/src/x.py: no"),
        ("open /tmp/keras-or-pytorch-ab1/tmp9/model.onnx failed", "open …/model.onnx failed"),
        ("<function f at 0x7f12ab34cd56>", "<function f at 0x…>"),
        ("took 3.25 s and 12 ms", "took … s and … s"),
        ("\x1b[31mred\x1b[0m\n\n  \nend ", "red\nend"),
        ("shape (3, 4) / 2", "shape (3, 4) / 2"),
    ],
)
def test_what_differs_from_run_to_run_is_left_out(text, kept):
    """Paths, addresses, times, colours; shapes and quotients stay."""
    assert clean(text) == kept


def test_a_flood_is_cut():
    """A page is enough of a message."""
    assert len(clean("word " * 1000)) < 900


def test_what_two_runs_are_compared_by():
    """The outcome, not the wording of a message nor the last digit."""
    old = examined(PROBE, LANE, error("TypeError: old wording", "function"))
    new = examined(PROBE, LANE, error("TypeError: new wording", "function"))
    assert differences(old, new) == []
    assert differences(old, examined(PROBE, LANE, value(32))) == ["status", "stage"]
