"""`explain`: every step from evidence to total, so that a reader can redo it by hand."""

from advisor.commands import here
from advisor.dates import today
from advisor.decision import Decider
from advisor.explanation import (
    SIDES_SHOWN,
    flip_line,
    ratio_text,
    robustness_lines,
    shown_date,
)
from advisor.flips import Explorer, sorted_flips
from advisor.knowledge import SIDES, Knowledge
from advisor.messages import Messages, option, plain
from advisor.options import Given, Parser, read_situation
from advisor.output import print_json
from advisor.result import Recommendation, points_text
from advisor.scoring import Points, Step
from advisor.situation import CRITERIA, PRIORITY_STEP
from advisor.steps import steps_json, weight_by_kind
from advisor.terminal import Terminal


def add_options(parser: Parser, knowledge: Knowledge) -> None:
    parser.flag("--json")
    here.add_option(parser)
    parser.situation_options(knowledge)
    parser.example("--area text --goal research")


def run(given: Given, knowledge: Knowledge, say: Messages) -> int:
    knowledge = here.asked_for(given, knowledge, say)
    decider = Decider(knowledge)
    decision = decider.decide(read_situation(given, knowledge))
    r = Recommendation(decider, decision, say, today())
    if "--json" in given.flags:
        print_json({**r.to_json(), "steps": steps_json(r)})
    else:
        Explanation(r).show()
    return 0


class Explanation:
    """The same steps as sections of text."""

    def __init__(self, r: Recommendation) -> None:
        self.r = r
        self.out = Terminal()

    def show(self) -> None:
        say, d, out = self.r.say, self.r.decision, self.out
        out.line(self.r.headline())
        out.heading(say("heading.answers"))
        for q, value in d.situation.answers.items():
            line = say(
                "line.assumed",
                question=say.question(q),
                answer=say.answer(q, value),
                option=f"{option(q)} {value}",
            )
            out.bullet(f"{line} *" if q in d.situation.assumed else line)
        if d.situation.assumed:
            out.line(f"* {say('heading.assumed')}")
        out.heading(say("heading.runtime"))
        for side, lane in zip(SIDES, d.lanes, strict=True):
            out.bullet(say("line.lane_step", side=say(f"short.{side}"), lane=say.lane(lane)))
        for rule in (*self.r.with_effect("veto"), *self.r.with_effect("runtime")):
            out.rule(rule, self.r.knowledge, say)
        out.heading(say("heading.steps"))
        self._evidence()
        out.line(say("line.measured_share", **weight_by_kind(self.r)))
        out.heading(say("heading.rules"))
        for rule in (*self.r.reasons(), *self.r.with_effect("weigh")):
            out.rule(rule, self.r.knowledge, say)
        out.heading(say("heading.arithmetic"))
        for line in self._arithmetic():
            out.bullet(line)
        out.heading(say("heading.robustness"))
        for line in robustness_lines(self.r):
            out.bullet(line)
        explorer = self.r.explorer
        out.heading(say("heading.flips"))
        flips = sorted_flips(explorer.singles()) + sorted_flips(explorer.doubles())
        for flip in flips:
            out.bullet(flip_line(flip, say))
        if not flips:
            out.bullet(say("line.no_flips"))
        out.heading(say("heading.tornado"))
        self._tornado(explorer)

    def _evidence(self) -> None:
        say, knowledge = self.r.say, self.r.knowledge
        self.out.line(say("line.formula"), "")
        for base in self.r.decision.bases:
            columns = [
                say.criterion(base.criterion),
                *SIDES_SHOWN,
                say("heading.points"),
                say("heading.date"),
            ]
            rows = [self._row(step) for step in base.steps]
            rows += [
                [f"  = {say.pick(knowledge.indicators[name].name)}", "", "", _pair(points), ""]
                for name, points in base.indicators.items()
            ]
            rows.append([f"= {say.criterion(base.criterion)}", "", "", _pair(base.points), ""])
            self.out.table(columns, rows)
            self.out.line(*([] if base.indicators else [say("line.level_start")]), "")

    def _row(self, step: Step) -> list[str]:
        say, record = self.r.say, step.record
        unit = say(f"unit.{record.unit}")
        name = f"{say.pick(self.r.knowledge.facts(record)['title'])} [{record.id}]"
        if record.unit != "works":
            name = say("line.in_unit", name=name, unit=unit)
        if step.points is None:
            shown = say("line.no_points")
        else:
            shown = _pair(step.points)
            if record.counts < 1:
                percent = plain(100 * record.counts)
                name = say("line.named", name=name, id=say("line.counts", percent=percent))
            lanes = self.r.decision.lanes
            if " ".join(lanes) in record.ratios:
                name = say("line.named", name=name, id=ratio_text(record, lanes, say))
        return [name, *(self._value(v) for v in step.values), shown, shown_date(record)]

    def _value(self, value: object) -> str:
        if isinstance(value, int | float):
            return f"{value:,}" if isinstance(value, int) else f"{value:,g}"
        return self.r.say("line.no_data")

    def _arithmetic(self) -> list[str]:
        say, d = self.r.say, self.r.decision
        lines = []
        rows = zip(CRITERIA, d.bases, d.rule_points, d.scores, strict=True)
        for criterion, base, added, score in rows:
            lines.append(
                say(
                    "line.score_step",
                    criterion=say.criterion(criterion),
                    base_keras=points_text(base.points[0]),
                    base_pytorch=points_text(base.points[1]),
                    rule_keras=points_text(added[0]), rule_pytorch=points_text(added[1]),
                    keras=f"{score[0] / 10:.1f}", pytorch=f"{score[1] / 10:.1f}",
                )
            )  # fmt: skip
        for criterion, weight in zip(CRITERIA, d.weights, strict=True):
            factors = "".join(
                say("line.factor", factor=plain(float(str(x.effect["factor"]))), rule=x.id)
                for x in self.r.with_effect("weigh")
                if x.effect["weigh"] == criterion
            )
            priority = plain(d.situation.priorities[criterion] / PRIORITY_STEP)
            shown = plain(round(weight / d.weight_unit, 4))
            name = say.criterion(criterion)
            lines.append(
                say(
                    "line.weight_step",
                    criterion=name,
                    priority=priority,
                    factors=factors,
                    weight=shown,
                )
            )
        for i, side in enumerate(SIDES):
            weighted = sum(w * s[i] for w, s in zip(d.weights, d.scores, strict=True))
            sum_text = f"{weighted / d.weight_unit / 10:.3f}"
            weights = plain(round(d.total_weight / d.weight_unit, 4))
            total = f"{d.total(i):.3f}"
            name = say(f"short.{side}")
            lines.append(
                say("line.total_step", side=name, sum=sum_text, weights=weights, total=total)
            )
        return [*lines, say("line.margin_step", margin=f"{d.margin:+.4f}")]

    def _tornado(self, explorer: Explorer) -> None:
        say = self.r.say
        lowest, highest = say("heading.lowest"), say("heading.highest")
        rows = [
            [
                say("line.named", name=say.question(reach.question), id=option(reach.question)),
                f"{reach.low:+.2f}",
                f"{reach.high:+.2f}",
            ]
            for reach in explorer.tornado()
        ]
        self.out.table([say("heading.question"), lowest, highest], rows)


def _pair(points: Points) -> str:
    """The points of both sides."""
    return " / ".join(points_text(p) for p in points)
