"""`measure WHAT`: run programs, keep a record of what they did, show it."""

from importlib import import_module

from advisor.commands.measuring import add_measuring_options, read_measuring
from advisor.faults import fault, nearest
from advisor.knowledge import Knowledge
from advisor.messages import Messages
from advisor.options import Given, Parser

KINDS = ("figures", "article", "history", "defaults")


def add_options(parser: Parser, knowledge: Knowledge) -> None:
    add_measuring_options(parser)
    parser.valued("--seeds", "N")
    parser.free_words("WHAT [PAIR …]", "what")


def run(given: Given, knowledge: Knowledge, say: Messages) -> int:
    what, *names = given.words or [""]
    if not what:
        given.faults.append(fault("measure_missing", known=", ".join(KINDS)))
    elif what not in KINDS:
        close = nearest(what, list(KINDS))
        given.faults.append(fault("unknown_measure", word=what, nearest=close))
    elif what != "figures":
        given.faults += [fault("unexpected_word", word=name) for name in names]
    wanted = read_measuring(given, names if what == "figures" else [])
    given.check()
    code: int = import_module(f"advisor.commands.measures.{what}").run(given, wanted, say)
    return code
