"""The data files: sound as they are, and every fault named when they are not."""

import re

import pytest
from conftest import KNOWLEDGE, ROOT, checked, data_files

from advisor.checks import file_faults
from advisor.dates import today
from advisor.decision import Decider
from advisor.frozen import Frozen
from advisor.knowledge import Rule
from advisor.laboratory import load_probes
from advisor.situation import CRITERIA


def test_no_fault():
    """The tree as committed has no fault."""
    assert file_faults(data_files(), today()) == []


def test_there_are_enough_rules_of_every_kind(knowledge):
    """At least 70 rules, over all criteria, vetoes, weights and runtimes."""
    letters = {r.id[0] for r in knowledge.rules}
    assert len(knowledge.rules) >= 70
    assert letters == set("EPFCVWR")


@pytest.mark.parametrize("rule", KNOWLEDGE.rules, ids=lambda r: r.id)
def test_every_rule_fires_in_a_situation_it_describes_and_not_outside(rule: Rule, knowledge):
    """A rule fires when all its keys match, and stops when one does not."""
    decider = Decider(knowledge)
    inside = {q: values[0] for q, values in rule.when.items()}
    fired = decider.decide(checked(inside)).fired
    assert rule.id in {knowledge.rules[i].id for i in fired}
    by_id = {q.id: q for q in knowledge.questions}
    for question, allowed in rule.when.items():
        other = next(v for v in by_id[question].values if v not in allowed)
        answers = {**{q.id: q.default for q in knowledge.questions}, **inside, question: other}
        holding = decider.conditions.holding(answers) >> len(decider.scorer.records)
        fired_ids = {r.id for i, r in enumerate(knowledge.rules) if holding >> i & 1}
        assert rule.id not in fired_ids


def test_claims_and_stars_are_never_scored(knowledge):
    """What a project says of itself, and stars, carry no points."""
    for record in knowledge.evidence.values():
        if record.id.startswith("claimed_") or "stars" in record.id:
            assert not knowledge.scored(record)


def test_no_typed_value_calls_itself_measured(knowledge):
    """Only a recorded run of this project may be called measured."""
    for record in knowledge.evidence.values():
        assert (record.kind == "measured") == record.source[0].startswith("run:")


def test_faulty_published_speeds_count_little(knowledge):
    """The table of 2024 counts at most a quarter, its refuted rows nothing."""
    published = [r for r in knowledge.evidence.values() if r.id.startswith("published_")]
    assert len(published) == 14
    assert all(r.counts <= 0.25 and "caveat" in knowledge.facts(r) for r in published)
    assert all(r.counts == 0 for r in published if "_sam_" in r.id)


def test_chinese_is_written_by_the_style_guide(knowledge):
    """你 never 您, no corner brackets, no half-width punctuation after a Han character."""
    found = []
    for name, table in data_files().items():
        for text in chinese(table):
            if re.search(
                r"您|「|」|[\u4e00-\u9fff][,:;!?()]|值得注意的是|众所周知|让我们|赋能", text
            ):
                found.append((name, text))
            if re.search(
                r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]",
                re.sub(r"{\w+}|`[^`]*`", " ", text),
            ):
                found.append((name, text))
    assert found == []


def chinese(value: object):
    """Every text under a key that holds Chinese."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("zh", "about_zh") and isinstance(inner, str):
                yield inner
            else:
                yield from chinese(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from chinese(inner)


def test_frozen_records():
    """A record can neither be changed nor given a field it does not have."""

    class Point(Frozen):
        __slots__ = ("x",)

    point = Point(x=1)
    assert repr(point) == "Point(x=1)"
    with pytest.raises(AttributeError, match=r"Point.x cannot be changed"):
        point.x = 2
    with pytest.raises(TypeError, match="has no field y"):
        Point(x=1, y=2)
    with pytest.raises(TypeError, match="needs the field x"):
        Point()


def test_criteria_are_in_contract_order(knowledge):
    """Scores, weights and priorities rely on one order."""
    assert tuple(c.id for c in knowledge.criteria) == CRITERIA


def test_every_message_is_used_and_every_unit_has_one(knowledge):
    """No message that nothing prints, no unit that cannot be printed."""
    code = "".join(p.read_text("utf-8") for p in (ROOT / "advisor").rglob("*.py"))
    units = {r.unit for r in knowledge.evidence.values()}
    tables = knowledge.messages["en"]
    assert set(tables["unit"]) == units
    assert set(tables["group"]) == {probe.facts["group"] for probe in load_probes().values()}
    unused = [
        f"{section}.{name}"
        for section, table in tables.items()
        for name in table
        if section not in ("unit", "short", "kind", "strength", "group")
        and f"{section}.{name}" not in code
        and f'"{name}"' not in code
        and f'"--{name}"' not in code
        and f"{section}.{name.split('_')[0]}_{{" not in code  # measure.lacks_{kind}
    ]
    assert unused == []


def test_the_oldest_evidence_is_the_oldest(knowledge):
    """No record that a score or a rule stands on is older."""
    cited = {e for rule in knowledge.rules for e in rule.evidence}
    dates = [r.as_of for r in knowledge.evidence.values() if r.id in cited or knowledge.scored(r)]
    assert knowledge.oldest_evidence() == sorted(dates)[0]
