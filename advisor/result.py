"""The recommendation as one JSON document, the contract other programs rely on."""

from advisor.dates import day_number, iso_date
from advisor.decision import EITHER, Decider, Decision
from advisor.flips import Explorer
from advisor.knowledge import SIDES, Knowledge, Record, Rule
from advisor.messages import Messages, command, option
from advisor.robustness import dominates, shares, turns_at
from advisor.scoring import POINT
from advisor.situation import CRITERIA

SCHEMA_VERSION = 1
REVIEW_AFTER = 180  # days


class Recommendation:
    """A decision with its neighbourhood, in the reader's language, on a given day."""

    def __init__(self, decider: Decider, decision: Decision, say: Messages, today: str) -> None:
        self.knowledge = decider.knowledge
        self.decider = decider
        self.decision = decision
        self.say = say
        self.today = today
        self.explorer = Explorer(decider, decision)
        self.flips = self.explorer.smallest()
        self.settle = self.explorer.settle()
        self.rules = [self.knowledge.rules[i] for i in decision.fired]

    def reasons(self) -> list[Rule]:
        return reasons(self.knowledge, self.decision)

    def with_effect(self, kind: str) -> list[Rule]:
        return [r for r in self.rules if kind in r.effect]

    def stands_on(self) -> list[Record]:
        """The records that were scored, and those the fired rules cite, by id."""
        ids = {s.record.id for b in self.decision.bases for s in b.steps if s.points is not None}
        ids.update(e for r in self.rules for e in r.evidence)
        return [self.knowledge.evidence[i] for i in sorted(ids)]

    def age(self, record: Record) -> int:
        return day_number(self.today) - day_number(record.as_of)

    def review_by(self) -> str:
        return iso_date(day_number(self.today) + REVIEW_AFTER)

    def command(self, name: str) -> str:
        """The command line of another view of the same answers, in the same language."""
        return command(name, self.decision.situation, self.say.lang, self.knowledge)

    def next_steps(self) -> list[str]:
        steps = []
        if self.settle is not None:
            question = self.say.question(self.settle)
            steps.append(self.say("next.settle", question=question, option=option(self.settle)))
        steps += self.set_up()
        steps.append(self.say("next.explain", command=self.command("explain")))
        steps.append(self.say("next.review", date=self.review_by()))
        return steps

    def set_up(self) -> list[str]:
        """How to install the recommended runtime; both where either will do."""
        d, steps = self.decision, []
        for lane_id in d.lanes if d.verdict == EITHER else (d.runtime,):
            lane = self.knowledge.lane(lane_id)
            steps.append(self.say("next.install", command=lane.install))
            if lane.setup:
                steps.append(self.say("next.backend", setting=lane.setup))
        return steps

    def runtime_rules(self) -> list[Rule]:
        """The rules that speak for the recommended runtime."""
        return [
            x for x in self.with_effect("runtime") if x.effect["runtime"] == self.decision.runtime
        ]

    def to_json(self) -> dict[str, object]:
        """The contract: see the README, section JSON."""
        d = self.decision
        return {
            "schema_version": SCHEMA_VERSION,
            "situation": d.situation.answers,
            "assumed": list(d.situation.assumed),
            "verdict": d.verdict,
            "strength": d.strength,
            "runtime": d.runtime,
            "scores": {side: self._scores(i) for i, side in enumerate(SIDES)},
            "weights": {
                c: _short(w, d.weight_unit) for c, w in zip(CRITERIA, d.weights, strict=True)
            },
            "vetoes": [
                {
                    "id": r.id,
                    "out": r.effect["veto"],
                    "text": self.say.pick(r.text),
                    "evidence": list(r.evidence),
                }
                for r in self.with_effect("veto")
            ],
            "reasons": [
                {
                    "id": r.id,
                    **r.effect,
                    "text": self.say.pick(r.text),
                    "evidence": list(r.evidence),
                }
                for r in self.reasons()
            ],
            "robustness": {"share": shares(d), "dominates": dominates(d), "turns_at": turns_at(d)},
            "flips": [{"change": f.change, "verdict": f.verdict} for f in self.flips],
            "settle": self.settle,
            "evidence": [
                {
                    "id": r.id,
                    "as_of": r.as_of,
                    "age_days": self.age(r),
                    "kind": r.kind,
                    "source": "; ".join(r.source),
                }
                for r in self.stands_on()
            ],
            "knowledge": {
                "version": self.knowledge.version,
                "oldest_evidence": self.knowledge.oldest_evidence(),
            },
            "next": self.next_steps(),
        }

    def _scores(self, side: int) -> dict[str, float]:
        own = {c: s[side] / 10 for c, s in zip(CRITERIA, self.decision.scores, strict=True)}
        return {**own, "total": round(self.decision.total(side), 2)}

    def headline(self) -> str:
        """The verdict in one sentence, with strength and runtime."""
        d, say = self.decision, self.say
        lane = say.lane(d.runtime)
        if any(d.out):
            other = say(f"short.{SIDES[not d.out[0]]}")
            return say("verdict.ruled_out", lane=lane, other=other)
        margin = f"{abs(d.margin):.2f}"
        if d.verdict == EITHER:
            return say("verdict.either", margin=margin)
        return say("verdict.side", lane=lane, strength=say(f"strength.{d.strength}"), margin=margin)


def reasons(knowledge: Knowledge, decision: Decision) -> list[Rule]:
    """The fired rules that give points, those that move the total most first."""
    fired = [knowledge.rules[i] for i in decision.fired]
    weights = dict(zip(CRITERIA, decision.weights, strict=True))
    return sorted(
        (r for r in fired if "criterion" in r.effect),
        key=lambda r: (-weights[str(r.effect["criterion"])] * float(str(r.effect["points"])), r.id),
    )


def points_text(thousandths: int) -> str:
    """Thousandths of a point, as points."""
    return f"{thousandths / POINT:.3f}"


def _short(number: int, unit: int) -> float:
    value = number / unit
    return int(value) if value == int(value) else round(value, 4)
