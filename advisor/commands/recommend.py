"""`recommend`: a verdict for answers given as options or in a file."""

from advisor.commands import here
from advisor.dates import today
from advisor.decision import Decider
from advisor.faults import fault
from advisor.knowledge import Knowledge
from advisor.messages import Messages
from advisor.options import Given, Parser, read_situation
from advisor.output import print_json
from advisor.result import Recommendation


def add_options(parser: Parser, knowledge: Knowledge) -> None:
    parser.flag("--json")
    parser.flag("--markdown")
    here.add_option(parser)
    parser.situation_options(knowledge)
    parser.example(
        "--area text --goal research --pretrained hugging_face",
        "--area image --goal teach --experience beginner --markdown",
        "--answers answers.json --json",
    )


def run(given: Given, knowledge: Knowledge, say: Messages) -> int:
    if {"--json", "--markdown"} <= given.flags:
        given.faults.append(fault("exclusive", one="--json", two="--markdown"))
    knowledge = here.asked_for(given, knowledge, say)
    decider = Decider(knowledge)
    decision = decider.decide(read_situation(given, knowledge))
    recommendation = Recommendation(decider, decision, say, today())
    if "--json" in given.flags:
        print_json(recommendation.to_json())
    elif "--markdown" in given.flags:
        from advisor.memo import memo

        print(memo(recommendation))
    else:
        from advisor.terminal import Terminal

        Terminal().recommendation(recommendation)
    return 0
