"""Text for people: rich where it helps, plain where there is no terminal."""

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from advisor.explanation import (
    SIDES_SHOWN,
    evidence_line,
    flip_line,
    robustness_lines,
    rule_line,
)
from advisor.flips import Flip
from advisor.knowledge import SIDES, Knowledge, Rule
from advisor.messages import Messages, command, option, plain
from advisor.result import Recommendation
from advisor.situation import CRITERIA
from advisor.wrapping import wrap

FLIPS_SHOWN = 8
BAR = 10  # characters of a full bar, one per point


class Terminal:
    """Prints to stdout; colour and width follow the terminal, NO_COLOR and COLUMNS."""

    def __init__(self) -> None:
        self.console = Console(highlight=False, soft_wrap=False)
        utf8 = self.console.encoding.lower().startswith("utf")
        self._cited: set[str] = set()  # evidence already printed with its source
        self.full, self.empty = ("█", "░") if utf8 else ("#", ".")

    def line(self, *lines: str) -> None:
        """Lines as they are, without markup."""
        for text in lines:
            self._wrapped(text, "", "")

    def unbroken(self, *lines: str) -> None:
        """Lines that stay whole however narrow the terminal, so that they can be copied."""
        for text in lines:
            self.console.print(Text(text), overflow="ignore", no_wrap=True, crop=False)

    def heading(self, text: str) -> None:
        self.console.print()
        self.console.print(Text(text, style="bold"))

    def bullet(self, text: str, *below: str) -> None:
        """A point with lines below it, wrapped under itself."""
        self._wrapped(text, "- ", "  ")
        for line in below:
            self._wrapped(line, "  · ", "    ", "dim")

    def _wrapped(self, text: str, first: str, rest: str, style: str = "") -> None:
        width = max(20, self.console.width - len(rest))
        for i, line in enumerate(wrap(text, width)):
            indented = Text((rest if i else first) + line, style=style)
            self.console.print(indented, overflow="ignore", no_wrap=True, crop=False)

    def table(self, *columns: str) -> Table:
        """A table without lines, so that it can be read, copied and piped."""
        table = Table(box=None, pad_edge=False, header_style="bold")
        for i, column in enumerate(columns):
            table.add_column(escape(column), justify="left" if i == 0 else "right")
        return table

    def print_table(self, table: Table) -> None:
        """A table; without the padding behind it where nobody looks at a screen."""
        if self.console.is_terminal:
            self.console.print(table)
            return
        with self.console.capture() as captured:
            self.console.print(table)
        for line in captured.get().splitlines():
            self.unbroken(line.rstrip())

    def recommendation(self, r: Recommendation) -> None:
        """Verdict, scores, reasons, flips, robustness, assumptions, next steps."""
        say, d = r.say, r.decision
        self.console.print(Text(r.headline(), style="bold"))
        if r.settle is not None:
            self.line(say("verdict.settle", question=say.question(r.settle)))
        self.heading(say("heading.scores"))
        self.print_table(self._scores(r))
        for title, rules in (
            ("heading.vetoes", r.with_effect("veto")),
            ("heading.reasons", r.reasons()),
            ("heading.runtime", self._runtime_rules(r)),
        ):
            if rules:
                self.heading(say(title))
                for rule in rules:
                    self.rule(rule, r.knowledge, say)
        self.heading(say("heading.flips"))
        self.flips(r.flips, r)
        self.heading(say("heading.robustness"))
        for sentence in robustness_lines(r):
            self.bullet(sentence)
        if d.situation.assumed:
            self.heading(say("heading.assumed"))
            for q in d.situation.assumed:
                answer = say.answer(q, d.situation.answers[q])
                line = say(
                    "line.assumed", question=say.question(q), answer=answer, option=option(q)
                )
                self.bullet(line)
        self.heading(say("heading.next"))
        for step in r.next_steps():
            if "python -m" in step:  # a command stays whole
                self.unbroken(f"- {step}")
            else:
                self.bullet(step)

    def rule(self, rule: Rule, knowledge: Knowledge, say: Messages) -> None:
        """A rule's reason with its effect and the evidence it stands on."""
        below = [
            evidence_line(knowledge.evidence[e], say, again=e in self._cited) for e in rule.evidence
        ]
        self._cited.update(rule.evidence)
        self.bullet(rule_line(rule, say), *below)

    def flips(self, flips: list[Flip], r: Recommendation) -> None:
        """The changes of answers that turn the verdict, cut to what fits a screen."""
        say = r.say
        if not flips:
            self.bullet(say("line.no_flips"))
        for flip in flips[:FLIPS_SHOWN]:
            self.bullet(flip_line(flip, say))
        if len(flips) > FLIPS_SHOWN:
            more = command("explain", r.decision.situation)
            self.bullet(say("line.more_flips", count=len(flips) - FLIPS_SHOWN, command=more))

    def _scores(self, r: Recommendation) -> Table:
        say, d = r.say, r.decision
        table = self.table(say("heading.criterion"), *SIDES_SHOWN, say("heading.weight"))
        rows = zip(CRITERIA, d.scores, d.weights, strict=True)
        for criterion, points, weight in rows:
            cells = [self._bar(p / 10) for p in points]
            table.add_row(say.criterion(criterion), *cells, plain(round(weight / d.weight_unit, 2)))
        totals = [Text(f"{d.total(i):.2f}", style="bold") for i in range(len(SIDES))]
        table.add_row(Text(say("heading.total"), style="bold"), *totals, "")
        return table

    def _bar(self, points: float) -> Text:
        if self.console.width < 64:
            return Text(f"{points:.1f}")
        full = int(points * BAR / 10 + 0.5)
        return Text(f"{self.full * full}{self.empty * (BAR - full)} {points:4.1f}")

    @staticmethod
    def _runtime_rules(r: Recommendation) -> list[Rule]:
        return [x for x in r.with_effect("runtime") if x.effect["runtime"] == r.decision.runtime]
