"""`--measured-here`: let the verdict rest on times taken on this machine."""

import sys

from advisor.faults import InputError, fault
from advisor.knowledge import Knowledge, load
from advisor.messages import Messages
from advisor.options import Given, Parser

OPTION = "--measured-here"


def add_option(parser: Parser) -> None:
    parser.flag(OPTION)


def asked_for(given: Given, knowledge: Knowledge, say: Messages) -> Knowledge:
    """The knowledge as it is, or with the times of this machine's newest finished run.

    Raises InputError if there is none.
    """
    if OPTION not in given.flags:
        return knowledge
    from advisor.runs import latest, own_runs

    base = own_runs()
    found = latest("speed", base)
    if found is None:
        raise InputError([*given.faults, fault("no_own_run", place=str(base))])
    print(say("measure.here", run=found[0]), file=sys.stderr)
    return load(own=str(base / found[0]))
