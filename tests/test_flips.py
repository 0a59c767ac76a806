"""Flips really flip, none of their parts does, and none is missed."""

from itertools import combinations

from conftest import KNOWLEDGE, answers, checked
from hypothesis import given, settings

from advisor.decision import Decider
from advisor.flips import Explorer
from advisor.situation import Situation, matches

DECIDER = Decider(KNOWLEDGE)
QUESTIONS = {q.id: q for q in KNOWLEDGE.questions}
STRONG = {
    "area": "text", "goal": "research", "custom_training": "heavy",
    "pretrained": "hugging_face",
}  # fmt: skip


def explorer(given_answers: dict[str, str]) -> Explorer:
    return Explorer(DECIDER, DECIDER.decide(checked(given_answers)))


def verdict(e: Explorer, change: dict[str, str]) -> str:
    s = e.decision.situation
    changed = Situation(answers={**s.answers, **change}, assumed=s.assumed, priorities=s.priorities)
    return DECIDER.decide(changed).verdict


def possible(e: Explorer, change: dict[str, str]) -> bool:
    before, after = e.answers, {**e.answers, **change}
    return not any(
        matches(c.when, after) and not matches(c.when, before) for c in KNOWLEDGE.contradictions
    )


@settings(max_examples=60)
@given(answers())
def test_every_flip_flips_and_no_part_of_it_does(given_answers):
    """Each change gives the verdict it names; half of a double change gives the old one."""
    e = explorer(given_answers)
    for flip in e.singles():
        assert verdict(e, flip.change) == flip.verdict != e.decision.verdict
    for flip in e.doubles():
        assert len(flip.change) == 2
        assert verdict(e, flip.change) == flip.verdict != e.decision.verdict
        for question, value in flip.change.items():
            assert verdict(e, {question: value}) == e.decision.verdict


@settings(max_examples=20)
@given(answers())
def test_no_single_flip_is_missed(given_answers):
    """By brute force over every other value of every question."""
    e = explorer(given_answers)
    found = {tuple(f.change.items()) for f in e.singles()}
    for q in KNOWLEDGE.questions:
        for value in q.values:
            change = {q.id: value}
            flips = verdict(e, change) != e.decision.verdict and possible(e, change)
            assert flips == (((q.id, value),) in found)


def test_no_double_flip_is_missed():
    """By brute force over every pair, for a verdict that no single answer flips."""
    e = explorer(STRONG)
    assert e.singles() == []
    found = {tuple(f.change.items()) for f in e.doubles()}
    expected = set()
    for one, two in combinations(QUESTIONS, 2):
        for a in QUESTIONS[one].values:
            for b in QUESTIONS[two].values:
                change = {one: a, two: b}
                if a == e.answers[one] or b == e.answers[two] or not possible(e, change):
                    continue
                if verdict(e, change) != e.decision.verdict:
                    expected.add(tuple(change.items()))
    assert found == expected
    assert {tuple(f.change.items()) for f in e.smallest()} == expected


def test_smallest_flips_put_the_other_side_first():
    """Single flips where there are any; those to the opposite side lead."""
    flips = explorer({"deploy": "microcontroller"}).smallest()
    assert all(len(f.change) == 1 for f in flips)
    verdicts = [f.verdict for f in flips]
    assert verdicts == sorted(verdicts, key=lambda v: v == "either")


@settings(max_examples=40)
@given(answers())
def test_the_tornado_spans_what_each_question_can_do(given_answers):
    """The margin lies inside every bar, and the widest bar comes first."""
    e = explorer(given_answers)
    reaches = e.tornado()
    assert [r.question for r in sorted(reaches, key=lambda r: r.low - r.high)] == [
        r.question for r in reaches
    ]
    for r in reaches:
        assert r.low <= e.decision.margin <= r.high
        assert r.verdicts[e.answers[r.question]] == e.decision.verdict


@settings(max_examples=60)
@given(answers())
def test_settle_names_a_question_that_can_settle(given_answers):
    """Only for a call too close; another answer to it gives a winner; assumed ones first."""
    e = explorer(given_answers)
    question = e.settle()
    if e.decision.verdict != "either":
        assert question is None
    elif question is not None:
        row = next(r for r in e.tornado() if r.question == question)
        assert set(row.verdicts.values()) - {"either"}
        able = [r.question for r in e.tornado() if set(r.verdicts.values()) - {"either"}]
        assert question in set(able) & set(e.decision.situation.assumed)
        most = max(
            sum(v != "either" for v in r.verdicts.values())
            for r in e.tornado()
            if r.question in e.decision.situation.assumed
        )
        assert sum(v != "either" for v in row.verdicts.values()) == most


def test_the_tornado_has_width():
    """A question that matters moves the margin both ways round the present one."""
    widest = explorer({}).tornado()[0]
    assert widest.high - widest.low > 1
    assert widest.low < explorer({}).decision.margin < widest.high
