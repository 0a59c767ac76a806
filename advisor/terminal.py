"""Text for people: rich where it helps, plain where there is no terminal."""

from rich.cells import cell_len
from rich.console import Console
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
from advisor.messages import Messages, option, plain, printable
from advisor.result import Recommendation
from advisor.situation import CRITERIA
from advisor.wrapping import wrap

FLIPS_SHOWN = 8
GAP = 2  # columns of space between the columns of a table
LEAST = 16  # columns below which wrapping a cell helps nobody
BAR = 10  # characters of a full bar, one per point


class Screen(Console):
    """A console that leaves a closed pipe to the caller instead of exiting with 1."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


class Terminal:
    """Prints to stdout; colour and width follow the terminal, NO_COLOR and COLUMNS."""

    def __init__(self) -> None:
        self.console = Screen(highlight=False, soft_wrap=False)
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
            self._whole(text)

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
            self._whole((rest if i else first) + line, style)

    def table(self, columns: list[str], rows: list[list[str]], wide: int = 0) -> None:
        """Columns without lines, so that they can be read, copied and piped.

        Column `wide` takes what room is left and wraps; the others stay whole and, but for
        the first, lean right. Where that leaves too little, each row becomes a short list.
        """
        if not rows:
            return
        cells = [columns, *rows]
        widths = [max(cell_len(row[i]) for row in cells) for i in range(len(columns))]
        fixed = sum(widths) - widths[wide] + GAP * (len(columns) - 1)
        room = self.console.width - fixed
        if room < min(widths[wide], LEAST):
            self._stacked(columns, rows)
            return
        widths[wide] = min(widths[wide], room)
        for number, row in enumerate(cells):
            lines = wrap(row[wide], widths[wide])
            for i, text in enumerate(lines):
                shown = [text if j == wide else "" if i else cell for j, cell in enumerate(row)]
                line = (" " * GAP).join(
                    _padded(cell, widths[j], right=j not in (0, wide))
                    for j, cell in enumerate(shown)
                )
                self._whole(line.rstrip(), "" if number else "bold")

    def pairs(self, rows: dict[str, str]) -> None:
        """Names and what they mean, side by side."""
        width = max(map(cell_len, rows))
        for name, text in rows.items():
            self._wrapped(text, f"  {_padded(name, width, right=False)}  ", " " * (width + 4))

    def _stacked(self, columns: list[str], rows: list[list[str]]) -> None:
        for row in rows:
            named = zip(columns[1:], row[1:], strict=True)
            self.bullet(row[0], *(f"{name}  {cell}" for name, cell in named if cell))

    def _whole(self, text: str, style: str = "") -> None:
        shown = Text(printable(text), style=style)
        self.console.print(shown, overflow="ignore", no_wrap=True, crop=False)

    def recommendation(self, r: Recommendation) -> None:
        """Verdict, scores, reasons, flips, robustness, assumptions, next steps."""
        say, d = r.say, r.decision
        self.console.print(Text(r.headline(), style="bold"))
        if r.settle is not None:
            self.line(say("verdict.settle", question=say.question(r.settle)))
        self.heading(say("heading.scores"))
        self._scores(r)
        for title, rules in (
            ("heading.vetoes", r.with_effect("veto")),
            ("heading.reasons", r.reasons()),
            ("heading.runtime", r.runtime_rules()),
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
            more = r.command("explain")
            self.bullet(say("line.more_flips", count=len(flips) - FLIPS_SHOWN, command=more))

    def _scores(self, r: Recommendation) -> None:
        say, d = r.say, r.decision
        rows = [
            [say.criterion(c), *(self._bar(p / 10) for p in points), plain(round(weight, 2))]
            for c, points, weight in zip(
                CRITERIA, d.scores, (w / d.weight_unit for w in d.weights), strict=True
            )
        ]
        rows.append([say("heading.total"), *(f"{d.total(i):.2f}" for i in range(len(SIDES))), ""])
        self.table([say("heading.criterion"), *SIDES_SHOWN, say("heading.weight")], rows)

    def _bar(self, points: float) -> str:
        if self.console.width < 64:
            return f"{points:.1f}"
        full = int(points * BAR / 10 + 0.5)
        return f"{self.full * full}{self.empty * (BAR - full)} {points:4.1f}"


def _padded(cell: str, width: int, right: bool) -> str:
    """A cell filled up to its width on the screen."""
    space = " " * (width - cell_len(cell))
    return space + cell if right else cell + space
