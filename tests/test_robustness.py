"""Exact shares of weightings, against hand-worked values and random weightings."""

import random
from fractions import Fraction
from itertools import permutations

import pytest
from conftest import KNOWLEDGE, answers, checked, priorities
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.decision import Decider
from advisor.robustness import share, share_percent, shares, turns, turns_at

DECIDER = Decider(KNOWLEDGE)


@pytest.mark.parametrize(
    ("differences", "expected"),
    [
        ((3, -1, 2, -5), Fraction(311, 672)),
        ((1, -1), Fraction(1, 2)),
        ((3, -1), Fraction(3, 4)),  # w * 3 > (1 - w): w > 1/4
        ((1, 1, 1, -1), Fraction(7, 8)),  # 1 - (1/2)^3
        ((1, -1, -1, -1), Fraction(1, 8)),
        ((5, 0, 0, 0), Fraction(1)),
        ((-5, 0, 0, 0), Fraction(0)),
        ((0, 0, 0, 0), Fraction(1, 2)),
        ((2, 2, 2, 2), Fraction(1)),
        ((-1, -2, -3, -4), Fraction(0)),
    ],
)
def test_known_shares(differences, expected):
    """Closed forms worked by hand, ties included."""
    assert Fraction(*share(differences)) == expected


def test_order_does_not_matter():
    """The share is a symmetric function of the differences."""
    assert len({share(p) for p in permutations((3, -1, 2, -5))}) == 1


@settings(max_examples=500)
@given(st.lists(st.integers(-100, 100), min_size=4, max_size=4))
def test_shares_of_both_sides_sum_to_one(differences):
    """Counting for one side or for the other leaves nothing over."""
    mirrored = tuple(-d for d in differences)
    assert Fraction(*share(tuple(differences))) + Fraction(*share(mirrored)) == 1


def test_shares_agree_with_200_000_random_weightings():
    """50 random difference vectors, a third with ties: within 5 standard errors."""
    rng = random.Random(20261123)
    count = 200_000
    # Exponentials in the same proportion as a point drawn evenly from the simplex.
    weightings = [[rng.expovariate(1) for _ in range(4)] for _ in range(count)]
    for i in range(50):
        d = [rng.randint(-100, 100) for _ in range(4)]
        if i % 3 == 0:
            d[rng.randrange(4)] = d[0]
        a, b, c, e = d
        won = sum(a * w + b * x + c * y + e * z > 0 for w, x, y, z in weightings)
        exact = float(Fraction(*share(tuple(d))))
        error = (exact * (1 - exact) / count) ** 0.5
        assert abs(won / count - exact) <= 5 * error + 1e-9, (d, won / count, exact)


@settings(max_examples=200)
@given(answers(), priorities())
def test_the_verdict_turns_where_it_is_said_to(given_answers, weights):
    """At the weight given the verdict is the one named; two hundredths nearer it is not."""
    s = checked({**given_answers, "priorities": weights})
    d = DECIDER.decide(s)
    for turn in turns(d):
        i = list(s.priorities).index(turn.criterion)
        now = d.weights[i] / d.weight_unit
        assert verdict_at(d, i, turn.weight) == turn.verdict != d.verdict
        nearer = turn.weight + (0.02 if turn.weight < now else -0.02)
        if abs(nearer - now) < abs(turn.weight - now):
            assert verdict_at(d, i, nearer) == d.verdict
    assert turns_at(d) == {t.criterion: t.weight for t in turns(d)}


def test_a_criterion_alone_in_the_balance_turns_nothing():
    """With the other priorities at 0 any weight decides the same."""
    only = {"ease_of_use": 3, "performance": 0, "flexibility": 0, "community_support": 0}
    d = DECIDER.decide(checked({"goal": "teach", "priorities": only}))
    assert "ease_of_use" not in turns_at(d)
    assert all(w >= 0 for w in turns_at(d).values())


def verdict_at(d, i: int, weight: float) -> str:
    """The verdict if one weight were another, by the definition."""
    ws = [Fraction(w, d.weight_unit) for w in d.weights]
    ws[i] = Fraction(round(weight * 100), 100)
    lead = sum(w * (k - p) for w, (k, p) in zip(ws, d.scores, strict=True))
    margin = lead / sum(ws)
    return "either" if abs(margin) < 5 else "keras" if margin > 0 else "pytorch"


def test_shares_as_text():
    """Exact fractions in the document, per cent for reading."""
    d = DECIDER.decide(checked({"deploy": "microcontroller"}))
    exact = shares(d)
    assert Fraction(exact["keras"]) + Fraction(exact["pytorch"]) == 1
    keras, pytorch = share_percent(d)
    assert float(keras) == pytest.approx(100 * float(Fraction(exact["keras"])), abs=0.05)
    assert float(keras) + float(pytorch) == pytest.approx(100)
