"""The help a newcomer reads first: two commands that run, then what there is."""

from rich.table import Table
from rich.text import Text

import advisor
from advisor.messages import Messages
from advisor.options import Parser
from advisor.terminal import Terminal

EXAMPLES = (
    "python -m advisor recommend --area text --goal research --pretrained hugging_face",
    "python -m advisor recommend --area image --goal teach --experience beginner --markdown",
)


def show(parser: Parser, commands: tuple[str, ...]) -> None:
    """Print the help of a command, or of the program when the parser has no name."""
    say, out = parser.say, Terminal()
    words = f" {parser.words[0]}" if parser.words else ""
    usage = f"python -m advisor {parser.name or '[COMMAND]'}{words} [OPTION …]"
    out.line(say("help.description") if not parser.name else say(f"help.{parser.name}"))
    if not parser.name:
        out.line("", say("help.examples"))
        out.unbroken(*(f"  {e}" for e in EXAMPLES))
    out.line("", say("help.usage") + usage)
    if not parser.name:
        rows = {"": say("help.ask"), **{c: say(f"help.{c}") for c in commands}}
        _rows(out, say("help.commands"), rows)
    if parser.words:
        _rows(out, "", {parser.words[0]: parser.words[1]})
    for title, options in (("options", parser.options), ("questions", parser.questions)):
        if options:
            rows = {f"{n} {m or ''}".rstrip(): text for n, (m, text) in options.items()}
            _rows(out, say(f"help.{title}"), rows)
    if not parser.name:
        out.line("", say("help.more"), say("help.completion"))


def _rows(out: Terminal, title: str, rows: dict[str, str]) -> None:
    table = Table.grid(padding=(0, 2))
    for name, text in rows.items():
        table.add_row(Text(f"  {name}", no_wrap=True), Text(text))
    out.line("", *([title] if title else []))
    out.print_table(table)


def words(parser: Parser, commands: tuple[str, ...]) -> str:
    """Everything a shell can complete, on one line: commands, options, values."""
    values = dict.fromkeys(v for q in parser.say.knowledge.questions for v in q.values)
    return " ".join([*commands, *parser.options, *parser.questions, *values])


def version(say: Messages) -> str:
    """The versions of program and knowledge, with the dates of the evidence."""
    knowledge = say.knowledge
    newest = max(r.as_of for r in knowledge.evidence.values())
    return (
        f"advisor {advisor.__version__}, knowledge {knowledge.version}, "
        f"evidence {knowledge.oldest_evidence()} to {newest}"
    )
