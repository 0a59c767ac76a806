"""Intervals of ratios hold as often as they say, and words are only used when earned."""

import math

import numpy as np
import pytest
from scipy.stats import t

from advisor.measure.speed.ratios import Interval, breakeven, compare, word
from advisor.measure.speed.repeated import repeated, share

ROUNDS, BLOCKS = 10, 5
BETWEEN, WITHIN = 0.03, 0.02  # standard deviations of log times: of processes, of blocks


def times(rng, seconds=1.0, rounds=ROUNDS, between=BETWEEN, within=WITHIN, shared=None):
    """Times as they arise: a level for each process, blocks around it."""
    levels = rng.normal(0, between, (rounds, 1)) + (0 if shared is None else shared)
    return seconds * np.exp(levels + rng.normal(0, within, (rounds, BLOCKS)))


def interval(ratio, low, high):
    return Interval(ratio=ratio, low=low, high=high, rounds=ROUNDS)


@pytest.mark.parametrize(("between", "within"), [(0.03, 0.02), (0.0, 0.05), (0.1, 0.01)])
def test_intervals_hold_as_often_as_they_say(between, within):
    """95 % intervals hold the true ratio in 93 to 97 % of 1,000 simulated runs."""
    rng = np.random.default_rng(1)
    held = 0
    for _ in range(1000):
        one, other = (times(rng, s, between=between, within=within) for s in (1.2, 1.0))
        found = compare(one, other)
        held += found.low <= 1.2 <= found.high
    assert 930 <= held <= 970


def test_three_rounds_are_few_and_their_intervals_say_so():
    """Few rounds hold as often, by being wide."""
    rng = np.random.default_rng(2)
    found = [compare(times(rng, rounds=3), times(rng, rounds=3)) for _ in range(1000)]
    assert 920 <= sum(x.low <= 1 <= x.high for x in found) <= 980
    many = [compare(times(rng), times(rng)) for _ in range(50)]
    assert np.median([x.half_width for x in found]) > 2 * np.median([x.half_width for x in many])


def test_a_slow_phase_of_the_machine_widens_no_interval_beyond_use():
    """One round in ten holds a process that took twice as long: the interval holds and stays
    narrow, where Student's of the plain mean is several times as wide."""
    rng = np.random.default_rng(5)
    found, plain = [], []
    for _ in range(1000):
        slowed = [times(rng) * np.where(rng.random((ROUNDS, 1)) < 0.05, 2, 1) for _ in range(2)]
        found.append(compare(*slowed))
        logs = np.log(np.median(slowed[0], axis=1) / np.median(slowed[1], axis=1))
        plain.append(t.ppf(0.975, ROUNDS - 1) * logs.std(ddof=1) / np.sqrt(ROUNDS))
    assert 930 <= sum(x.low <= 1 <= x.high for x in found) <= 985
    half_width = np.median([x.half_width for x in found])
    assert half_width < 0.05
    assert np.median(plain) > 2 * half_width


def test_drift_that_meets_both_lanes_cancels():
    """A machine that slows down by half during the run changes no ratio."""
    drift = np.linspace(0, 0.5, ROUNDS)[:, None]

    def found(shared):
        rng = np.random.default_rng(3)
        return compare(times(rng, 1.5, shared=shared), times(rng, shared=shared))

    drifted, still = found(drift), found(None)
    assert (drifted.low, drifted.high) == (pytest.approx(still.low), pytest.approx(still.high))
    assert drifted.low < 1.5 < drifted.high


def judged(seconds, seed):
    rng = np.random.default_rng(seed)
    base = times(rng)
    return word(compare(times(rng, seconds), base), compare(times(rng), base))


def test_ten_percent_are_found():
    """A planted slow-down of 10 % is found nearly always, and never called the opposite."""
    words = [judged(1.1, seed) for seed in range(100)]
    assert words.count("slower") >= 90
    assert "faster" not in words
    assert "tie" not in words


def test_one_percent_is_not_claimed():
    """A planted slow-down of 1 % is not called slower more often than chance would."""
    words = [judged(1.01, seed) for seed in range(200)]
    assert words.count("slower") <= 0.1 * len(words)


def test_two_sides_are_treated_alike():
    """Exchanging the lanes turns the interval over."""
    rng = np.random.default_rng(4)
    one, other = times(rng, 2.0), times(rng)
    forth, back = compare(one, other), compare(other, one)
    assert forth.ratio == pytest.approx(1 / back.ratio)
    assert (forth.low, forth.high) == (pytest.approx(1 / back.high), pytest.approx(1 / back.low))


@pytest.mark.parametrize(
    ("found", "null", "said"),
    [
        (interval(0.8, 0.7, 0.9), interval(1.0, 0.98, 1.02), "faster"),
        (interval(1.3, 1.2, 1.4), interval(1.0, 0.98, 1.02), "slower"),
        (interval(1.0, 0.98, 1.02), None, "tie"),
        (interval(1.0, 0.9, 1.1), None, "undecided"),
        (interval(1.05, 1.04, 1.06), interval(1.0, 0.93, 1.07), None),
        (interval(0.9, 0.88, 0.92), None, None),
    ],
)
def test_words(found, null, said):
    """Only what the interval allows, and nothing within what the null comparison feigns."""
    assert word(found, null) == said


def test_rounds_must_be_paired():
    """Unpaired rounds, or a single one, give no interval."""
    for rounds in ((1, 1), (3, 4)):
        with pytest.raises(ValueError, match="rounds"):
            compare(*(np.ones((n, BLOCKS)) for n in rounds))


def test_break_even():
    """Extra seconds before the first update, over seconds saved at each."""
    assert breakeven(10.0, 0.2, 0.1) == pytest.approx(100)
    assert breakeven(10.0, 0.1, 0.2) is None
    assert breakeven(-1.0, 0.2, 0.1) == 0
    assert breakeven(-1.0, 0.1, 0.2) is None
    assert math.isclose(interval(1, 0.5, 2).reach, 2)


def said(column="keras-jax", measure="training", **words):
    """Recorded lines of one program with these words against each base."""
    against = {base.replace("_", "-"): {"word": word} for base, word in words.items()}
    return {"group": "a.b.printed", "measure": measure, "column": column, "against": against}


def test_what_a_second_run_says_again():
    """Counted by words; what one run lacks and the null comparison do not count."""
    first = [
        said(pytorch_eager="faster", pytorch_compile="slower"),
        said(measure="start", pytorch_eager="slower"),
        said(measure="peak", pytorch_eager="undecided"),
        said(measure="program", pytorch_eager="tie"),
        said("pytorch-eager again", pytorch_eager=None),
    ]
    second = [
        said(pytorch_eager="faster", pytorch_compile="faster"),
        said(measure="start", pytorch_eager=None),
        said(measure="peak", pytorch_eager="more"),
        said("pytorch-eager again", pytorch_eager=None),
        said("keras-torch", pytorch_eager="slower"),
    ]
    counts = repeated(first, second)
    assert counts == {
        ("faster", "faster"): 1, ("slower", "faster"): 1, ("slower", None): 1,
        ("undecided", "more"): 1,
    }  # fmt: skip
    assert share(counts) == pytest.approx(1 / 3)
    assert repeated(second, first)["faster", "slower"] == 1
