"""Evidence and situation to points per criterion, every step kept.

All arithmetic after the first logarithm is on integers (thousandths of a point), so a
second implementation can reach exactly the same numbers.
"""

from collections.abc import Iterable, Iterator, Mapping
from math import log2

from advisor.conditions import members
from advisor.frozen import Frozen
from advisor.knowledge import SIDES, Indicator, Knowledge, Record

POINT = 1000  # thousandths
EVEN, MOST = 5 * POINT, 10 * POINT
DIFFERENT = ("faster", "slower")  # the words that say that two times differ
PER_DOUBLING = 2.5 * POINT  # twice as good is 7.5 / 2.5, four times 10 / 0

Points = tuple[int, int]  # Keras, PyTorch; thousandths
Sum = tuple[int, int, int]  # the same, added up, and how many


class Step(Frozen):
    """How one record entered the score; `points` is None when a value is missing."""

    __slots__ = ("record", "values", "points")
    record: Record
    values: tuple[object, object]
    points: Points | None


class Base(Frozen):
    """One criterion from evidence alone: the records, the indicators, their mean."""

    __slots__ = ("criterion", "steps", "indicators", "points")
    criterion: str
    steps: tuple[Step, ...]
    indicators: dict[str, Points]
    points: Points


def record_points(
    record: Record, indicator: Indicator, values: tuple[object, object], lanes: tuple[str, str]
) -> Points | None:
    """Points of a record for the values of two lanes, pulled towards 5 / 5 by what it `counts`.

    None when either side has no number, or the record counts for nothing: it is left out
    of the mean, never taken as 0 or as a tie. What was measured with an interval counts
    only if the interval earned the word faster or slower; otherwise it is a tie, 5 / 5.
    """
    if record.counts == 0 or not all(isinstance(v, int | float) for v in values):
        return None
    keras, pytorch = (float(v) for v in values)  # type: ignore[arg-type]
    if indicator.scale == "ratio":
        sign = 1 if indicator.better == "higher" else -1
        # A difference of logarithms, unlike the logarithm of a quotient, is mirrored
        # exactly when the sides are swapped.
        doublings = log2(keras) - log2(pytorch)
        if record.ratios:
            doublings = _earned(record, lanes)
        lead = round(max(-EVEN, min(EVEN, sign * PER_DOUBLING * doublings)) * record.counts)
        return EVEN + lead, EVEN - lead
    unit = 0.01 if indicator.scale == "percent" else 1.0
    raw = round(keras * unit * MOST), round(pytorch * unit * MOST)
    return EVEN + round((raw[0] - EVEN) * record.counts), EVEN + round(
        (raw[1] - EVEN) * record.counts
    )


def _earned(record: Record, lanes: tuple[str, str]) -> float:
    """The logarithm of the measured ratio of two lanes; 0 where no word was earned."""
    for key, sign in ((" ".join(lanes), 1), (" ".join(lanes[::-1]), -1)):
        if key in record.ratios:
            ratio, _, _, word = record.ratios[key]
            return sign * log2(ratio) if word in DIFFERENT else 0.0
    return 0.0


def mean(total: int, count: int) -> int:
    """The mean in thousandths, halves rounded up."""
    return (2 * total + count) // (2 * count)


class Scorer:
    """Scores of the evidence alone, for a pair of lanes and a set of answers.

    `bearing[criterion]` is the set of records that are scored under it.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.records = [r for r in knowledge.evidence.values() if knowledge.scored(r)]
        self.bearing = {
            c.id: sum(1 << i for i, r in enumerate(self.records) if r.criterion == c.id)
            for c in knowledge.criteria
        }
        self._all = (1 << len(self.records)) - 1
        self._general = sum(1 << i for i, r in enumerate(self.records) if not r.when)
        self._known: dict[tuple[str, str], list[tuple[str, Points | None]]] = {}
        self._sums: dict[tuple[tuple[str, str], int], dict[str, Sum]] = {}
        self._points: dict[tuple[tuple[str, str], int], Points] = {}

    def steps(self, lanes: tuple[str, str]) -> list[Step]:
        """The points of every scored record for the lanes of Keras and PyTorch."""
        steps = []
        for r in self.records:
            values = r.value(lanes[0], SIDES[0]), r.value(lanes[1], SIDES[1])
            points = record_points(r, self.knowledge.indicators[r.indicator], values, lanes)
            steps.append(Step(record=r, values=values, points=points))
        return steps

    def points(self, lanes: tuple[str, str], applying: int) -> Points:
        """The points of one criterion, from those of its records that are in `applying`."""
        key = lanes, applying & self._all
        found = self._points.get(key)
        if found is None:
            # Records that apply to everybody are added up once.
            general = lanes, key[1] & self._general
            if general not in self._sums:
                self._sums[general] = add_up(self._scored(lanes, general[1]), {})
            sums = add_up(self._scored(lanes, key[1] ^ general[1]), self._sums[general])
            found = self._points[key] = overall(means(sums))
        return found

    def _scored(self, lanes: tuple[str, str], bits: int) -> Iterator[tuple[str, Points | None]]:
        scored = self._known.get(lanes)
        if scored is None:
            scored = self._known[lanes] = [
                (s.record.indicator, s.points) for s in self.steps(lanes)
            ]
        return (scored[i] for i in members(bits))

    def bases(self, lanes: tuple[str, str], applying: int) -> tuple[Base, ...]:
        """The same for every criterion, with every step."""
        steps = self.steps(lanes)
        found = []
        for c in self.knowledge.criteria:
            own = tuple(steps[i] for i in members(applying & self.bearing[c.id]))
            indicators = means(add_up(((s.record.indicator, s.points) for s in own), {}))
            points = overall(indicators)
            found.append(Base(criterion=c.id, steps=own, indicators=indicators, points=points))
        return tuple(found)


def add_up(scored: Iterable[tuple[str, Points | None]], start: Mapping[str, Sum]) -> dict[str, Sum]:
    """Points and count per indicator, on top of `start`; no data adds nothing."""
    sums = dict(start)
    for name, points in scored:
        if points is not None:
            keras, pytorch, count = sums.get(name, (0, 0, 0))
            sums[name] = keras + points[0], pytorch + points[1], count + 1
    return sums


def means(sums: Mapping[str, Sum]) -> dict[str, Points]:
    """The mean points of each indicator's records; one without data does not appear."""
    return {name: (mean(k, n), mean(p, n)) for name, (k, p, n) in sums.items()}


def overall(indicators: Mapping[str, Points]) -> Points:
    """The mean of the indicators; 5 / 5 where nothing was measured."""
    if not indicators:
        return EVEN, EVEN
    keras, pytorch = zip(*indicators.values(), strict=True)
    return mean(sum(keras), len(keras)), mean(sum(pytorch), len(pytorch))
