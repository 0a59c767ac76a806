"""`rules`: list the rules, or show one with the evidence it stands on."""

from advisor.commands.evidence import when_text
from advisor.explanation import effect_text
from advisor.faults import InputError, fault, nearest
from advisor.knowledge import Bound, Knowledge, Rule
from advisor.messages import Messages, plain
from advisor.options import Given, Parser
from advisor.output import print_json
from advisor.situation import CRITERIA
from advisor.terminal import Terminal


def add_options(parser: Parser, knowledge: Knowledge) -> None:
    parser.flag("--json")
    parser.valued("--criterion", "CRITERION")
    parser.free_words("[ID]", "rule")
    parser.example("--criterion flexibility", "F01")


def run(given: Given, knowledge: Knowledge, say: Messages) -> int:
    criterion = given.one("--criterion", list(CRITERIA))
    if given.words and criterion is not None:
        given.faults.append(fault("exclusive", one="--criterion", two="ID"))
    every = [*knowledge.rules, *knowledge.idle]
    known = {r.id: r for r in every}
    wanted = [word.upper() for word in given.words]
    for name, word in zip(wanted, given.words, strict=True):
        if name not in known:
            close = nearest(word, list(known))
            given.faults.append(fault("unknown_rule", name=word, nearest=close))
    if given.faults:
        raise InputError(given.faults)
    chosen = [known[name] for name in wanted] or [
        r for r in every if criterion in (None, r.effect.get("criterion"), r.effect.get("weigh"))
    ]
    if "--json" in given.flags:
        print_json([as_json(r) for r in chosen])
    else:
        out = Terminal()
        for rule in chosen:
            if wanted:
                out.rule(rule, knowledge, say)
                out.bullet(
                    say("line.pair", name=say("heading.when"), text=when_text(rule.when, say))
                )
                for bound in rule.bounds:
                    out.bullet(_bound(bound, say))
                if rule in knowledge.idle:
                    out.line(say("line.idle"))
            else:
                out.bullet(
                    f"{rule.id}  {say.pick(rule.text)}",
                    f"{when_text(rule.when, say)} → {effect_text(rule, say)}",
                )
        out.line("", say("line.rules_count", n=len(chosen)))
    return 0


def _bound(bound: Bound, say: Messages) -> str:
    """What the interval must satisfy, in words."""
    lane, against = bound.lanes.split(" ")
    side = "below" if bound.below is not None else "above"
    limit = plain(float(bound.below if bound.below is not None else bound.above or 0))
    return say(f"line.bound_{side}", lane=lane, against=against, limit=limit, record=bound.record)


def as_json(rule: Rule) -> dict[str, object]:
    """Everything about a rule."""
    return {
        "id": rule.id, "when": rule.when, "effect": rule.effect,
        "evidence": list(rule.evidence), "text": rule.text,
        "bounds": [
            {"record": b.record, "lanes": b.lanes, "below": b.below, "above": b.above}
            for b in rule.bounds
        ],
    }  # fmt: skip
