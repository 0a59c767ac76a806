"""How much longer one lane takes than another, with an interval, and the word for it.

Times are nested: blocks within a process, processes within rounds. A process has its own
memory layout and its own luck, so that its blocks are alike and ten of them are not ten
independent samples (Kalibera and Jones, ISMM 2013). What counts is the number of rounds.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t

from advisor.frozen import Frozen

TIE = 1.03  # a ratio within 1/1.03 … 1.03 makes no difference to anybody
LEVEL = 0.95
DRAWS = 10_000
Blocks = Sequence[Sequence[float]]  # of every round the seconds of its blocks


class Interval(Frozen):
    """A ratio of times with its interval. 2.0: twice the time of what it is compared with."""

    __slots__ = ("high", "low", "ratio", "rounds")
    ratio: float
    low: float
    high: float
    rounds: int

    @property
    def half_width(self) -> float:
        """Half the interval as a share of the ratio, on the logarithmic scale."""
        return float(np.expm1(np.log(self.high / self.low) / 2))

    @property
    def reach(self) -> float:
        """How far the interval goes from 1, as a factor: what a null comparison can feign."""
        return max(self.high, 1 / self.low)


def compare(times: Blocks, base: Blocks, draws: int = DRAWS, seed: int = 0) -> Interval:
    """The ratio of `times` to `base`, geometric mean over rounds of the ratios of medians.

    Both are paired by round; the number of blocks may differ. Rounds are drawn anew with all
    their blocks: what blocks differ by is in the differences of rounds already, and
    drawing it a second time makes intervals too wide (Davison and Hinkley, Bootstrap
    Methods and their Application, 1997, section 3.8). The bootstrap gives the standard
    error, Student's t the width, since the range of ten or three rounds is no interval.
    Raises ValueError for fewer than two rounds or different numbers of them.
    """
    rounds = len(times)
    if rounds != len(base) or rounds < 2:
        raise ValueError(f"{rounds} and {len(base)} rounds; two or more are needed, paired")
    ratios = _logs(times) - _logs(base)
    chosen = np.random.default_rng(seed).integers(rounds, size=(draws, rounds))
    error = float(ratios[chosen].mean(axis=1).std()) * np.sqrt(rounds / (rounds - 1))
    point, reach = float(ratios.mean()), error * float(t.ppf((1 + LEVEL) / 2, rounds - 1))
    low, ratio, high = (float(x) for x in np.exp([point - reach, point, point + reach]))
    return Interval(ratio=ratio, low=low, high=high, rounds=rounds)


def _logs(times: Blocks) -> NDArray[np.float64]:
    return np.log([np.median(blocks) for blocks in times])


def word(found: Interval, null: Interval | None) -> str | None:
    """faster, slower, tie or undecided; None where a difference is too small to be believed.

    `null` compares a lane with itself. A difference smaller than what the null comparison
    shows by chance is none that we can see.
    """
    if found.low >= 1 / TIE and found.high <= TIE:
        return "tie"
    if found.low <= 1 <= found.high:
        return "undecided"
    effect = max(found.ratio, 1 / found.ratio)
    if null is None or effect <= null.reach:
        return None
    return "faster" if found.ratio < 1 else "slower"


def breakeven(extra: float, base_step: float, step: float) -> float | None:
    """After how many updates `extra` seconds before the first are won back; None: never."""
    saved = base_step - step
    if extra <= 0:
        return 0.0 if saved >= 0 else None
    return extra / saved if saved > 0 else None
