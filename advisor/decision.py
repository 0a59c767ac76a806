"""Rules and weights to a verdict. Pure: the same knowledge and situation give the same
decision, and swapping the sides in the knowledge swaps it."""

from collections.abc import Mapping
from operator import mul

from advisor.conditions import Conditions, members
from advisor.frozen import Frozen
from advisor.knowledge import SIDES, Knowledge
from advisor.scoring import MOST, POINT, Base, Points, Scorer
from advisor.situation import PRIORITY_STEP, Situation

TENTH = POINT // 10
# Margins, in tenths of a point, from which a verdict has each strength.
STRENGTHS = ((20, "clear"), (10, "moderate"), (5, "slight"))
TOO_CLOSE, EITHER = "too_close", "either"
FACTOR_STEP = 4  # factors of weighing rules are multiples of a quarter


# kind, index of the criterion, index of the side, thousandths or quarters, lanes or sides
Effect = tuple[str, int, int, int, list[str]]


class Decision(Frozen):
    """A verdict with everything it came from.

    `fired` are positions of rules, `bases` the criteria from evidence alone. `lanes` are
    the runtimes of the sides, `out` tells which side has none left. `rule_points` are
    thousandths of a point per criterion and side, `scores` tenths. `weights` are integers,
    `weight_unit` of them make a weight of 1; `factors` are the weights that a priority of
    0.01 would have. The margin in tenths of a point, Keras minus PyTorch, is exactly
    `lead / total_weight`.
    """

    __slots__ = (
        "situation", "fired", "bases", "lanes", "out", "rule_points", "scores", "factors",
        "weights", "weight_unit", "lead", "verdict", "strength", "runtime",
    )  # fmt: skip
    situation: Situation
    fired: tuple[int, ...]
    bases: tuple[Base, ...]
    lanes: tuple[str, str]
    out: tuple[bool, bool]
    rule_points: tuple[Points, ...]
    scores: list[Points]
    factors: tuple[int, ...]
    weights: tuple[int, ...]
    weight_unit: int
    lead: int
    verdict: str
    strength: str
    runtime: str

    @property
    def total_weight(self) -> int:
        return sum(self.weights)

    @property
    def margin(self) -> float:
        """Keras minus PyTorch, in points."""
        return self.lead / self.total_weight / 10

    def total(self, side: int) -> float:
        """The weighted mean score of a side, in points."""
        weighted = sum(w * s[side] for w, s in zip(self.weights, self.scores, strict=True))
        return weighted / self.total_weight / 10


def judge(lead: int, total_weight: int, out: tuple[bool, bool]) -> tuple[str, str]:
    """Verdict and strength for a margin of lead / total_weight tenths of a point."""
    if any(out):
        return SIDES[out[0]], STRENGTHS[0][1]
    for least, strength in STRENGTHS:
        if abs(lead) >= least * total_weight:
            return SIDES[lead < 0], strength
    return EITHER, TOO_CLOSE


def to_tenths(points: int) -> int:
    """Thousandths of a point, kept in 0 to 10 points, as tenths (halves rounded up)."""
    return (max(0, min(MOST, points)) + TENTH // 2) // TENTH


class Decider:
    """The rules of one knowledge, indexed once and applied to any number of situations.

    Conditions of scored records and of rules share one bit set (records first). A changed
    answer touches few criteria, so what each criterion, the weights and the runtimes come
    to is kept per set of the conditions that bear on it.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.scorer = Scorer(knowledge)
        records = self.scorer.records
        whens = [*(r.when for r in records), *(r.when for r in knowledge.rules)]
        self.conditions = Conditions(knowledge.questions, whens)
        self._first_rule = len(records)
        self._effects = [_compiled(r.effect, knowledge) for r in knowledge.rules]
        self._one = FACTOR_STEP ** sum(kind == "weigh" for kind, *_ in self._effects)
        self._lanes = [knowledge.lanes_of(side) for side in SIDES]
        self.weighing = self._rules_that("weigh")
        self._placing = self._rules_that("runtime") | self._rules_that("veto")
        self._bearing = [
            self.scorer.bearing[c.id] | self._rules_that("points", i)
            for i, c in enumerate(knowledge.criteria)
        ]
        self._chosen: dict[int, tuple[tuple[str, str], tuple[bool, bool]]] = {}
        self._factors: dict[int, tuple[int, ...]] = {}
        self._scores: dict[tuple[str, str], list[tuple[int, dict[int, Points]]]] = {}

    def decide(self, situation: Situation) -> Decision:
        """The decision for a checked situation."""
        holding = self.conditions.holding(situation.answers)
        lanes, out = self.runtimes(holding)
        scores = self.scores(holding, lanes)
        weights = self.weights(holding, situation.priorities)
        lead = sum(w * (k - p) for w, (k, p) in zip(weights, scores, strict=True))
        verdict, strength = judge(lead, sum(weights), out)
        # `either` names the runtime of the side that leads, however little.
        side = SIDES.index(verdict) if verdict in SIDES else int(lead < 0)
        return Decision(
            situation=situation,
            fired=self._fired(holding),
            bases=self.scorer.bases(lanes, holding),
            lanes=lanes,
            out=out,
            rule_points=tuple(self._rule_points(holding & b) for b in self._bearing),
            scores=scores,
            factors=self.factors(holding),
            weights=weights,
            weight_unit=self._one * PRIORITY_STEP,
            lead=lead,
            verdict=verdict,
            strength=strength,
            runtime=lanes[side],
        )

    def runtimes(self, holding: int) -> tuple[tuple[str, str], tuple[bool, bool]]:
        """The lane each side would run on, and whether every lane of it is vetoed."""
        rules = holding & self._placing
        found = self._chosen.get(rules)
        if found is None:
            found = self._chosen[rules] = self._choose(rules)
        return found

    def scores(self, holding: int, lanes: tuple[str, str]) -> list[Points]:
        """Tenths per criterion: evidence, then rule points, kept in 0 to 10, rounded."""
        kept = self._scores.get(lanes)
        if kept is None:
            kept = self._scores[lanes] = [(bearing, {}) for bearing in self._bearing]
        found = []
        for bearing, known in kept:
            bits = holding & bearing
            points = known.get(bits)
            if points is None:
                points = known[bits] = self._score(bits, lanes)
            found.append(points)
        return found

    def weights(self, holding: int, priorities: Mapping[str, int]) -> tuple[int, ...]:
        """Priorities times weighing rules, as integers over one denominator."""
        return tuple(map(mul, self.factors(holding), priorities.values()))

    def factors(self, holding: int) -> tuple[int, ...]:
        """What the weighing rules make of each criterion, over the same denominator."""
        rules = holding & self.weighing
        factors = self._factors.get(rules)
        if factors is None:
            product = [self._one] * len(self._bearing)
            for i in self._fired(rules):
                _, place, _, amount, _ = self._effects[i]
                product[place] = product[place] * amount // FACTOR_STEP
            factors = self._factors[rules] = tuple(product)
        return factors

    def _rules_that(self, kind: str, place: int | None = None) -> int:
        """The set of rules with this kind of effect, on one criterion if `place` is given."""
        found = 0
        for i, effect in enumerate(self._effects):
            if effect[0] == kind and place in (None, effect[1]):
                found |= 1 << i
        return found << self._first_rule

    def _fired(self, holding: int) -> tuple[int, ...]:
        return tuple(members(holding >> self._first_rule))

    def _rule_points(self, bits: int) -> Points:
        points = [0, 0]
        for i in self._fired(bits):
            _, _, side, amount, _ = self._effects[i]
            points[side] += amount
        return points[0], points[1]

    def _score(self, bits: int, lanes: tuple[str, str]) -> Points:
        base, added = self.scorer.points(lanes, bits), self._rule_points(bits)
        return to_tenths(base[0] + added[0]), to_tenths(base[1] + added[1])

    def _choose(self, rules: int) -> tuple[tuple[str, str], tuple[bool, bool]]:
        preference: dict[str, int] = {}
        vetoed: set[str] = set()
        for i in self._fired(rules):
            kind, _, _, amount, targets = self._effects[i]
            if kind == "veto":
                vetoed.update(targets)
            else:
                preference[targets[0]] = preference.get(targets[0], 0) + amount
        chosen, out = [], []
        for lanes in self._lanes:
            left = [x for x in lanes if x.id not in vetoed and x.side not in vetoed]
            out.append(not left)
            # The lane with most points; among equals the one listed first.
            chosen.append(max(left or lanes, key=lambda lane: preference.get(lane.id, 0)).id)
        return (chosen[0], chosen[1]), (out[0], out[1])


def _compiled(effect: Mapping[str, object], knowledge: Knowledge) -> Effect:
    """An effect as the search for flips wants it: no look-ups left to do."""
    criteria = [c.id for c in knowledge.criteria]
    if "criterion" in effect:
        place, side = criteria.index(str(effect["criterion"])), SIDES.index(str(effect["side"]))
        return "points", place, side, _units(effect["points"], POINT), []
    if "weigh" in effect:
        return (
            "weigh",
            criteria.index(str(effect["weigh"])),
            0,
            _units(effect["factor"], FACTOR_STEP),
            [],
        )
    if "runtime" in effect:
        return "runtime", 0, 0, _units(effect["points"], POINT), [str(effect["runtime"])]
    targets: list[str] = effect["veto"]  # type: ignore[assignment]
    return "veto", 0, 0, 0, targets


def _units(value: object, unit: int) -> int:
    return round(float(str(value)) * unit)
