"""How much longer one lane takes than another, with an interval, and the word for it.

Times are nested: blocks within a process, processes within rounds. A process has its own
memory layout and its own luck, so that its blocks are alike and ten of them are not ten
independent samples (Kalibera and Jones, ISMM 2013). What counts is the number of rounds.
"""

from collections.abc import Sequence

import numpy as np
from scipy.stats import mstats

from advisor.frozen import Frozen

TIE = 1.03  # a ratio within 1/1.03 … 1.03 makes no difference to anybody
LEVEL = 0.95
TRIMMED = 10  # one round in ten, at either end, does not move the ratio
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


def compare(times: Blocks, base: Blocks) -> Interval:
    """The ratio of `times` to `base`: a trimmed mean over rounds of the logarithms of the
    ratios of medians, with the interval of Tukey and McLaughlin (Sankhya A 25, 1963).

    Both are paired by round; the number of blocks may differ. A shared machine has phases,
    minutes long, in which everything takes twice as long. A phase that begins between the
    two processes of a round makes its ratio worthless, and one such round in ten makes the
    interval of a plain mean, bootstrapped or not, several times as wide. Below ten rounds nothing
    is trimmed and the interval is Student's. Raises ValueError for fewer than two rounds or
    different numbers of them.
    """
    rounds = len(times)
    if rounds != len(base) or rounds < 2:
        raise ValueError(f"{rounds} and {len(base)} rounds; two or more are needed, paired")
    logs = [np.log(np.median(x) / np.median(y)) for x, y in zip(times, base, strict=True)]
    cut = rounds // TRIMMED / rounds + 1e-9  # so that rounding cannot cut one less
    low, high = mstats.trimmed_mean_ci(logs, limits=(cut, cut), alpha=1 - LEVEL)
    ratio = float(np.exp((low + high) / 2))
    return Interval(ratio=ratio, low=float(np.exp(low)), high=float(np.exp(high)), rounds=rounds)


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
