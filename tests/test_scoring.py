"""Evidence to points: the scale, worked by hand."""

import pytest
from conftest import checked

from advisor.decision import Decider
from advisor.knowledge import Indicator, Record
from advisor.scoring import mean, overall, record_points

LANES = ("keras-jax", "pytorch-eager")


def record(counts: float = 1.0, **ratios: tuple) -> Record:
    return Record(
        id="r", criterion="performance", kind="counted", indicator="i", unit="ms",
        as_of="2026-01-01", precision="day", source=("x",), counts=counts, when={}, values={},
        ratios={"keras-jax pytorch-eager": ratios["found"]} if ratios else {},
    )  # fmt: skip


def indicator(scale: str, better: str | None = None) -> Indicator:
    return Indicator(id="i", criterion="performance", scale=scale, better=better, name={}, text={})


@pytest.mark.parametrize(
    ("keras", "pytorch", "points"),
    [
        (10, 10, (5000, 5000)),
        (10, 20, (7500, 2500)),
        (20, 10, (2500, 7500)),
        (10, 40, (10000, 0)),
        (10, 4000, (10000, 0)),
        (40, 119, (8932, 1068)),  # 5 + 2.5 * log2(119 / 40) = 8.932
    ],
)
def test_ratio_lower_is_better(keras, pytorch, points):
    """Twice as good is 7.5 / 2.5, four times 10 / 0."""
    assert record_points(record(), indicator("ratio", "lower"), (keras, pytorch), LANES) == points


def test_ratio_higher_is_better_and_mirrored():
    """Swapping the sides swaps the points exactly."""
    higher = indicator("ratio", "higher")
    for pair in ((7, 3), (1e-9, 1e9), (1.1, 1.3), (335, 1426)):
        forth = record_points(record(), higher, pair, LANES)
        back = record_points(record(), higher, pair[::-1], LANES)
        assert forth == back[::-1]
        assert sum(forth) == 10000


@pytest.mark.parametrize(
    ("found", "points"),
    [
        ((0.5, 0.4, 0.6, "faster"), (7500, 2500)),
        ((2.0, 1.8, 2.2, "slower"), (2500, 7500)),
        ((0.5, 0.2, 1.1, "undecided"), (5000, 5000)),
        ((1.0, 0.98, 1.02, "tie"), (5000, 5000)),
        ((0.9, 0.88, 0.92, None), (5000, 5000)),
    ],
)
def test_a_timing_counts_only_where_its_interval_earned_a_word(found, points):
    """The paired ratio is scored, not the quotient of two medians; mirrored when swapped."""
    timing = record(found=found)
    assert record_points(timing, indicator("ratio", "lower"), (9.0, 10.0), LANES) == points
    swapped = record_points(timing, indicator("ratio", "lower"), (10.0, 9.0), LANES[::-1])
    assert swapped == points[::-1]
    other = ("keras-torch", "pytorch-eager")  # which the run could not compare
    assert record_points(timing, indicator("ratio", "lower"), (9.0, 10.0), other) == (5000, 5000)


def test_share_and_percent():
    """Shares are ten times the value, percentages a tenth."""
    assert record_points(record(), indicator("share"), (1, 0.5), LANES) == (10000, 5000)
    assert record_points(record(), indicator("share"), (True, False), LANES) == (10000, 0)
    assert record_points(record(), indicator("percent"), (60.01, 69.67), LANES) == (6001, 6967)


def test_a_record_that_counts_less_is_pulled_to_the_middle():
    """A quarter of the distance from 5 is scored; at 0 the record is only shown."""
    assert record_points(record(0.25), indicator("ratio", "lower"), (10, 40), LANES) == (6250, 3750)
    assert record_points(record(0.5), indicator("share"), (1, 0), LANES) == (7500, 2500)
    assert record_points(record(0.0), indicator("ratio", "lower"), (10, 40), LANES) is None


def test_no_data_is_not_zero():
    """A reason in place of a number leaves the record out."""
    reason = {"en": "not measured", "zh": "未测量"}
    assert record_points(record(), indicator("share"), (1, reason), LANES) is None
    assert record_points(record(), indicator("share"), (None, 1), LANES) is None


def test_means_round_halves_up():
    """Integer means, without drift between implementations."""
    assert [mean(5, 2), mean(7, 2), mean(4, 3), mean(0, 4)] == [3, 4, 1, 0]
    assert overall({}) == (5000, 5000)
    assert overall({"a": (10000, 0), "b": (5000, 5000)}) == (7500, 2500)


def test_keras_is_scored_on_the_runtime_it_would_use(knowledge):
    """On TPUs Keras runs on JAX, and evidence is read for that lane."""
    decision = Decider(knowledge).decide(checked({"hardware": "tpu"}))
    assert decision.lanes[0] == "keras-jax"
    steps = {s.record.id: s for b in decision.bases for s in b.steps}
    assert steps["install_download_size"].values[0] == 151.3
    assert "amd_gpu" not in steps  # does not apply
    assert "published_bert_fit" not in steps


def test_bases_and_scores_agree(knowledge):
    """The steps shown and the score used come to the same points."""
    decider = Decider(knowledge)
    decision = decider.decide(checked({"area": "image", "hardware": "nvidia_gpu"}))
    for base, added, score in zip(
        decision.bases, decision.rule_points, decision.scores, strict=True
    ):
        for side in (0, 1):
            exact = max(0, min(10000, base.points[side] + added[side]))
            assert abs(exact - 100 * score[side]) <= 50
