"""Rules and weights to a verdict: properties that hold for every situation."""

from conftest import KNOWLEDGE, answers, checked, priorities
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.decision import Decider, judge, to_tenths
from advisor.knowledge import SIDES, Criterion, Knowledge, Lane, Record, Rule
from advisor.robustness import differences, dominates, shares

OTHER = dict(zip(SIDES, SIDES[::-1], strict=True))
DECIDER = Decider(KNOWLEDGE)


def variant(**fields: object) -> Knowledge:
    """The real knowledge with some of its fields replaced."""
    kept = {name: getattr(KNOWLEDGE, name) for name in Knowledge.__slots__}
    return Knowledge(**{**kept, **fields})


def altered(item, **fields):
    return type(item)(**{**{n: getattr(item, n) for n in item.__slots__}, **fields})


def swap_effect(effect: dict[str, object]) -> dict[str, object]:
    swapped = dict(effect)
    if "side" in effect:
        swapped["side"] = OTHER[str(effect["side"])]
    if "veto" in effect:
        swapped["veto"] = [OTHER.get(v, v) for v in effect["veto"]]
    return swapped


SWAPPED = variant(
    lanes=tuple(altered(x, side=OTHER[x.side]) for x in KNOWLEDGE.lanes),
    rules=tuple(altered(r, effect=swap_effect(r.effect)) for r in KNOWLEDGE.rules),
    evidence={
        k: altered(r, values={OTHER.get(s, s): v for s, v in r.values.items()})
        for k, r in KNOWLEDGE.evidence.items()
    },
)


@settings(max_examples=300)
@given(answers(), priorities())
def test_swapping_the_sides_swaps_the_verdict(given_answers, weights):
    """With the sides exchanged in the knowledge, the decision is exactly mirrored."""
    raw = {**given_answers, "priorities": weights}
    one, two = DECIDER.decide(checked(raw)), Decider(SWAPPED).decide(checked(raw))
    assert two.verdict == OTHER.get(one.verdict, one.verdict)
    assert two.strength == one.strength
    assert two.lead == -one.lead
    assert two.scores == [(p, k) for k, p in one.scores]
    assert dominates(two) == OTHER.get(dominates(one))
    assert two.lanes == one.lanes[::-1]


@settings(max_examples=200)
@given(
    answers(),
    st.sampled_from([c.id for c in KNOWLEDGE.criteria]),
    st.sampled_from(SIDES),
    st.integers(1, 20),
)
def test_more_points_never_hurt(given_answers, criterion, side, quarters):
    """One more rule in favour of a side never moves the margin against it."""
    extra = Rule(
        id="X01",
        when={},
        effect={"criterion": criterion, "side": side, "points": quarters / 4},
        evidence=(),
        text={},
        bounds=(),
    )
    more = Decider(variant(rules=(*KNOWLEDGE.rules, extra)))
    before, after = DECIDER.decide(checked(given_answers)), more.decide(checked(given_answers))
    gain = after.lead * before.total_weight - before.lead * after.total_weight
    assert gain >= 0 if side == "keras" else gain <= 0


@settings(max_examples=200)
@given(answers(), priorities())
def test_scores_stay_in_range_and_shares_sum_to_one(given_answers, weights):
    """Scores are tenths from 0 to 100, and the two shares add up to 1."""
    d = DECIDER.decide(checked({**given_answers, "priorities": weights}))
    assert all(0 <= s <= 100 for pair in d.scores for s in pair)
    parts = [list(map(int, f"{share}/1".split("/")[:2])) for share in shares(d).values()]
    assert sum(n * (parts[0][1] * parts[1][1] // m) for n, m in parts) == (
        parts[0][1] * parts[1][1]
    )
    assert (dominates(d) == "keras") == (any(differences(d)) and min(differences(d)) >= 0)


def test_strength_follows_the_margin():
    """Thresholds at 0.5, 1 and 2 points, the lower bound included."""
    neither = (False, False)
    assert judge(49, 10, neither) == ("either", "too_close")
    assert judge(50, 10, neither) == ("keras", "slight")
    assert judge(-99, 10, neither) == ("pytorch", "slight")
    assert judge(-100, 10, neither) == ("pytorch", "moderate")
    assert judge(199, 10, neither) == ("keras", "moderate")
    assert judge(200, 10, neither) == ("keras", "clear")


def test_a_veto_is_never_averaged_away():
    """A side without a lane left loses, whatever its score."""
    assert judge(10**6, 1, (True, False)) == ("pytorch", "clear")
    veto = Rule(id="V99", when={}, effect={"veto": ["keras"]}, evidence=(), text={}, bounds=())
    d = Decider(variant(rules=(*KNOWLEDGE.rules, veto))).decide(checked({"deploy": "fpga"}))
    assert (d.verdict, d.strength, d.out) == ("pytorch", "clear", (True, False))
    assert d.lead > 0  # Keras would have led


def test_lane_vetoes_add_up_to_a_side():
    """When every lane of a side is vetoed, the side is out."""
    lanes = [x.id for x in KNOWLEDGE.lanes_of("pytorch")]
    veto = Rule(id="V99", when={}, effect={"veto": lanes}, evidence=(), text={}, bounds=())
    d = Decider(variant(rules=(*KNOWLEDGE.rules, veto))).decide(checked({}))
    assert (d.verdict, d.out) == ("keras", (False, True))


def test_a_vetoed_lane_is_not_chosen():
    """TPUs rule out Keras on PyTorch even where other rules prefer it."""
    d = DECIDER.decide(checked({"hardware": "tpu", "existing_code": "pytorch"}))
    assert d.lanes[0] != "keras-torch"


def test_runtimes_follow_the_situation():
    """The answer is a side and a runtime."""
    wanted = {
        ("hardware", "tpu"): "keras-jax",
        ("deploy", "microcontroller"): "keras-tensorflow",
        ("existing_code", "pytorch"): "keras-torch",
        ("existing_code", "jax"): "keras-jax",
        ("deploy", "server"): "keras-tensorflow",
        ("hardware", "multi_gpu"): "keras-jax",
    }
    for (question, value), lane in wanted.items():
        assert DECIDER.decide(checked({question: value})).lanes[0] == lane


def test_weights_are_priorities_times_factors():
    """Worked by hand: a beginner who learns weighs ease of use 3 × 1.25 × 1.5."""
    d = DECIDER.decide(checked({"goal": "learn", "experience": "beginner"}))
    assert d.weights[0] / d.weight_unit == 3 * 1.25 * 1.5
    assert d.weights[1] / d.weight_unit == 3


def test_points_round_to_tenths():
    """Thousandths to tenths, halves up, kept in 0 to 10 points."""
    assert [to_tenths(x) for x in (-1, 0, 49, 50, 9949, 9950, 12000)] == [0, 0, 0, 1, 99, 100, 100]


def test_totals_are_weighted_means():
    """The total of a side can be redone from scores and weights."""
    d = DECIDER.decide(checked({"area": "text", "goal": "research"}))
    for side in (0, 1):
        by_hand = sum(w * s[side] / 10 for w, s in zip(d.weights, d.scores, strict=True))
        assert abs(d.total(side) - by_hand / sum(d.weights)) < 1e-12
    assert abs(d.margin - (d.total(0) - d.total(1))) < 1e-12


def test_the_records_of_knowledge_are_of_their_types():
    """What the loader builds is what the deciding code is typed on."""
    assert isinstance(KNOWLEDGE.criteria[0], Criterion)
    assert isinstance(KNOWLEDGE.lanes[0], Lane)
    assert all(isinstance(r, Record) for r in KNOWLEDGE.evidence.values())
