"""The help a newcomer reads first: two commands that run, then what there is."""

from importlib import import_module

import advisor
from advisor.knowledge import KINDS, LANGUAGES
from advisor.messages import Messages
from advisor.options import Parser
from advisor.situation import CRITERIA
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
    examples = parser.examples if parser.name else EXAMPLES
    out.line("", say("help.examples"))
    out.unbroken(*(f"  {e}" for e in examples))
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
    out.line("", *([title] if title else []))
    out.pairs(rows)


def words(parser: Parser, commands: tuple[str, ...]) -> str:
    """Everything a shell can complete, on one line: commands, options, values, ids."""
    knowledge = parser.say.knowledge
    options = dict.fromkeys([*parser.options, *parser.questions])
    for command in commands:
        other = Parser(command, parser.say)
        import_module(f"advisor.commands.{command}").add_options(other, knowledge)
        options |= dict.fromkeys(other.options)
    values = dict.fromkeys(v for q in knowledge.questions for v in q.values)
    names = [f"{c}=" for c in CRITERIA]
    rules = [r.id for r in knowledge.rules]
    known = [*commands, *options, *LANGUAGES, *KINDS, *values, *CRITERIA, *names]
    return " ".join([*known, *rules, *knowledge.evidence])


def version(say: Messages) -> str:
    """The versions of program and knowledge, with the dates of the evidence."""
    knowledge = say.knowledge
    newest = max(r.as_of for r in knowledge.evidence.values())
    return (
        f"advisor {advisor.__version__}, knowledge {knowledge.version}, "
        f"evidence {knowledge.oldest_evidence()} to {newest}"
    )
