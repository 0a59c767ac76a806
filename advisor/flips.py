"""Which changed answers change the verdict, and how far each question can move it."""

from itertools import combinations

from advisor.decision import EITHER, Decider, Decision, judge
from advisor.frozen import Frozen
from advisor.situation import matches


class Flip(Frozen):
    """A smallest change of answers that changes the verdict."""

    __slots__ = ("change", "verdict")
    change: dict[str, str]
    verdict: str


class Reach(Frozen):
    """How far one question alone can move the margin (points, Keras minus PyTorch).

    `verdicts` maps each of its values to the verdict it would give.
    """

    __slots__ = ("question", "low", "high", "verdicts")
    question: str
    low: float
    high: float
    verdicts: dict[str, str]


class Explorer:
    """The neighbourhood of one decision: every single and double change of its answers."""

    def __init__(self, decider: Decider, decision: Decision) -> None:
        self.decider = decider
        self.decision = decision
        self.answers = decision.situation.answers
        self._rows: dict[str, dict[str, tuple[str, float]]] = {}
        self._outcomes: dict[int, tuple[str, float]] = {}
        self._weighed: dict[int, tuple[tuple[int, ...], int]] = {}
        self._table = decider.conditions.table

    def singles(self) -> list[Flip]:
        """Every single changed answer that changes the verdict, in the questions' order."""
        return [
            Flip(change={q: value}, verdict=verdict)
            for q in self.answers
            for value, (verdict, _) in self._row(q).items()
            if verdict != self.decision.verdict
        ]

    def doubles(self) -> list[Flip]:
        """Every pair of changed answers that changes the verdict while neither alone does."""
        now = self.decision.verdict
        quiet = {
            q: [v for v, (verdict, _) in self._row(q).items() if verdict == now]
            for q in self.answers
        }
        found = []
        for one, two in combinations(self.answers, 2):
            rest = self._without(one, two)
            columns = [(b, self._table[two][b]) for b in quiet[two]]
            for a in quiet[one]:
                open_ = rest & self._table[one][a]
                for b, bits in columns:
                    verdict = self._outcome(open_ & bits)[0]
                    if verdict != now and self._possible({one: a, two: b}):
                        found.append(Flip(change={one: a, two: b}, verdict=verdict))
        return found

    def smallest(self) -> list[Flip]:
        """The single flips, or where there are none the double ones; opposite side first."""
        return sorted_flips(self.singles() or self.doubles())

    def tornado(self) -> list[Reach]:
        """How far each question moves the margin, the widest first."""
        reaches = []
        for q, now in self.answers.items():
            row = {now: (self.decision.verdict, self.decision.margin), **self._row(q)}
            margins = [m for _, m in row.values()]
            verdicts = {v: row[v][0] for v in self._table[q] if v in row}
            reaches.append(
                Reach(question=q, low=min(margins), high=max(margins), verdicts=verdicts)
            )
        return sorted(reaches, key=lambda r: r.low - r.high)

    def settle(self) -> str | None:
        """For a call too close: the unanswered question that most of its answers decide.

        None when the call is not too close, or no unanswered question can settle it.
        """
        if self.decision.verdict != EITHER:
            return None
        decides = {
            q: sum(verdict != EITHER for verdict, _ in self._row(q).values())
            for q in self.decision.situation.assumed
        }
        best = max(decides, key=lambda q: decides[q], default=None)
        return best if best is not None and decides[best] else None

    def _row(self, question: str) -> dict[str, tuple[str, float]]:
        """Verdict and margin for every other possible value of one question."""
        if question not in self._rows:
            rest = self._without(question)
            self._rows[question] = {
                value: self._outcome(rest & bits)
                for value, bits in self._table[question].items()
                if value != self.answers[question] and self._possible({question: value})
            }
        return self._rows[question]

    def _without(self, *changed: str) -> int:
        """The conditions that the unchanged answers leave open."""
        bits = self.decider.conditions.all
        for q, value in self.answers.items():
            if q not in changed:
                bits &= self._table[q][value]
        return bits

    def _outcome(self, holding: int) -> tuple[str, float]:
        found = self._outcomes.get(holding)  # many changes leave the same conditions open
        if found is None:
            decider = self.decider
            lanes, out = decider.runtimes(holding)
            weighing = holding & decider.weighing
            weighed = self._weighed.get(weighing)
            if weighed is None:
                weights = decider.weights(holding, self.decision.situation.priorities)
                weighed = self._weighed[weighing] = weights, sum(weights)
            weights, total = weighed
            lead = 0
            for (keras, pytorch), weight in zip(decider.scores(holding, lanes), weights):  # noqa: B905
                lead += weight * (keras - pytorch)
            found = self._outcomes[holding] = judge(lead, total, out)[0], lead / total / 10
        return found

    def _possible(self, change: dict[str, str]) -> bool:
        answers = {**self.answers, **change}
        return not any(matches(c.when, answers) for c in self.decider.knowledge.contradictions)


def sorted_flips(flips: list[Flip]) -> list[Flip]:
    """Flips to a side before flips to `either`, else in the questions' order."""
    return sorted(flips, key=lambda f: f.verdict == EITHER)
