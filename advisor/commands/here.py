"""`--measured-here`: let the verdict rest on times taken on this machine."""

import sys

from advisor.faults import InputError, fault
from advisor.knowledge import Knowledge, load
from advisor.messages import MEASURED_HERE, Messages
from advisor.options import Given, Parser


def add_option(parser: Parser) -> None:
    parser.flag(MEASURED_HERE)


def asked_for(given: Given, knowledge: Knowledge, say: Messages) -> Knowledge:
    """The knowledge as it is, or with the times of this machine's newest finished run.

    Of its CPU: what the records say holds for that. Raises InputError if there is none.
    """
    if MEASURED_HERE not in given.flags:
        return knowledge
    from advisor.runs import latest, own_runs

    base = own_runs()
    found = latest("speed", base)
    if found is None:
        raise InputError([*given.faults, fault("no_own_run", place=str(base))])
    print(say("measure.here", run=found[0]), file=sys.stderr)
    return load(own=str(base / found[0]))
