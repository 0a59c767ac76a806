"""The knowledge: questions, criteria, lanes, rules and evidence, loaded and checked."""

from collections.abc import Callable, Mapping

from advisor.dates import day_number, iso_date, today
from advisor.faults import KnowledgeError
from advisor.frozen import Frozen
from advisor.situation import Contradiction, Question, When
from advisor.store import DATA, Kept, Table, keep, kept, parse, stamp

SIDES = ("keras", "pytorch")
LANGUAGES = ("en", "zh")
KINDS = ("measured", "counted", "published")  # of evidence, the strongest first


class Criterion(Frozen):
    """One of the four criteria; `about` says what it covers."""

    __slots__ = ("id", "text", "about")
    id: str
    text: dict[str, str]
    about: dict[str, str]


class Indicator(Frozen):
    """A quantity under a criterion; without a criterion it is shown, never scored.

    `scale` is ratio, share or percent; `better` is lower or higher, for ratios.
    """

    __slots__ = ("id", "criterion", "scale", "better", "name", "text")
    id: str
    criterion: str | None
    scale: str | None
    better: str | None
    name: dict[str, str]
    text: dict[str, str]


class Lane(Frozen):
    """One way to run a side."""

    __slots__ = ("id", "side", "text", "install", "setup")
    id: str
    side: str
    text: dict[str, str]
    install: str
    setup: str | None


class Bound(Frozen):
    """A limit that the interval of a measured ratio must keep on one side of.

    `lanes`: the two whose times are compared. `below` or `above` is the limit, the other None.
    """

    __slots__ = ("above", "below", "lanes", "record")
    record: str
    lanes: str
    below: float | None
    above: float | None

    def holds(self, evidence: Mapping[str, "Record"]) -> bool:
        """Whether the whole interval lies beyond the limit; False where nothing was measured."""
        found = between(evidence[self.record].ratios, *self.lanes.split(" "))
        if found is None:
            return False
        low, high = found
        return high < self.below if self.below is not None else low > (self.above or 0)


class Rule(Frozen):
    """A condition on the situation, an effect, a reason, the evidence it stands on.

    A rule with `bounds` is idle, in `Knowledge.idle`, unless all of them hold.
    """

    __slots__ = ("id", "when", "effect", "evidence", "text", "bounds")
    id: str
    when: When
    effect: dict[str, object]
    evidence: tuple[str, ...]
    text: dict[str, str]
    bounds: tuple[Bound, ...]


# Ratio of the times of two lanes, lower and upper bound, and the word that was earned.
Ratio = tuple[float, float, float, str | None]


def between(ratios: Mapping[str, Ratio], lane: str, against: str) -> tuple[float, float] | None:
    """The bounds of the ratio of two lanes, by "lane other" of `ratios`.

    Where each was only compared with a third, the widest that both intervals allow.
    """
    if direct := ratios.get(f"{lane} {against}"):
        return direct[1:3]
    for third in (key.removeprefix(f"{lane} ") for key in ratios if key.startswith(f"{lane} ")):
        if other := ratios.get(f"{against} {third}"):
            one = ratios[f"{lane} {third}"]
            return one[1] / other[2], one[2] / other[1]
    return None


class Record(Frozen):
    """One dated, sourced piece of evidence.

    `values` maps a side or a lane to a number, or to the reason (by language) why there
    is none. `ratios`, of what was measured, maps "lane other" to ratio, bounds and word.
    `counts` in 0..1 is how much of its distance from 5 / 5 is scored. What is only shown
    is in `Knowledge.facts`.
    """

    __slots__ = (
        "id", "criterion", "kind", "indicator", "unit", "as_of", "precision",
        "source", "counts", "when", "values", "ratios",
    )  # fmt: skip
    id: str
    criterion: str
    kind: str
    indicator: str
    unit: str
    as_of: str
    precision: str
    source: tuple[str, ...]
    counts: float
    when: When
    values: dict[str, object]
    ratios: dict[str, Ratio]

    def value(self, lane: str, side: str) -> object:
        """The value for a lane, or for its side where lanes do not differ."""
        return self.values.get(lane, self.values.get(side))


class Knowledge(Frozen):
    """Everything the advisor knows; `version` is a hash of the files.

    `own` tells that timings are those of this machine.
    """

    __slots__ = (
        "questions", "contradictions", "criteria", "indicators", "lanes", "rules", "idle",
        "evidence", "messages", "version", "own", "cold",
    )  # fmt: skip
    questions: tuple[Question, ...]
    contradictions: tuple[Contradiction, ...]
    criteria: tuple[Criterion, ...]
    indicators: dict[str, Indicator]
    lanes: tuple[Lane, ...]
    rules: tuple[Rule, ...]
    idle: tuple[Rule, ...]
    evidence: dict[str, Record]
    messages: dict[str, dict[str, dict[str, str]]]
    version: str
    own: bool
    cold: Callable[[], Table]

    def lanes_of(self, side: str) -> tuple[Lane, ...]:
        return tuple(lane for lane in self.lanes if lane.side == side)

    def lane(self, lane_id: str) -> Lane:
        return next(lane for lane in self.lanes if lane.id == lane_id)

    def oldest_evidence(self) -> str:
        """The date of the oldest record that a score or a rule stands on."""
        cited = {e for rule in self.rules for e in rule.evidence}
        used = (r for r in self.evidence.values() if r.id in cited or self.scored(r))
        return min(r.as_of for r in used)

    def facts(self, record: Record) -> Table:
        """What is shown of a record: title, method, caveat, detail or fact, context,
        series, and the command that measures it again."""
        facts: Table = self.cold()[record.id]  # type: ignore[assignment]
        return facts

    def scored(self, record: Record) -> bool:
        return self.indicators[record.indicator].criterion is not None


CLOCK_GRACE = 365  # days a clock may be behind before records seem to be from the future
RECORD_FACTS = ("title", "method", "caveat", "detail", "fact", "context", "series", "again")


def load(directory: str = DATA, own: str | None = None) -> Knowledge:
    """Load and check the knowledge below `directory`.

    With `own`, the folder of a run of this machine, timings are those of that run. Raises
    KnowledgeError with every fault of the files, each naming file, field and fix.
    """
    from advisor.tables import build

    as_of = stamp(directory)
    found = kept(directory, as_of) if own is None else None
    if found is None:
        from pathlib import Path

        from advisor.checks import file_faults
        from advisor.measured import fill

        files, version = parse(directory, [str(name) for name, _, _ in as_of])
        faults = fill(files, Path(directory) / "runs", Path(own) if own else None) or file_faults(
            files, iso_date(day_number(today()) + CLOCK_GRACE)
        )
        if faults:
            raise KnowledgeError(faults)
        facts: Table = {}
        for name, table in files.items():
            if name.startswith("evidence/"):
                record = name.split("/")[2].removesuffix(".toml")
                facts[record] = {f: table.pop(f) for f in RECORD_FACTS if f in table}
        found = Kept({"files": files, "version": version, "own": own is not None}, lambda: facts)
        if own is None:
            keep(directory, as_of, found.hot, facts)
    return build(found)
