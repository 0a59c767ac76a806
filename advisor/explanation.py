"""The result in words: one sentence per step, in the reader's language."""

from advisor.flips import Flip
from advisor.knowledge import SIDES, Record, Rule
from advisor.messages import Messages, option, plain
from advisor.result import Recommendation
from advisor.robustness import dominates, share_percent, shares, turns
from advisor.situation import CRITERIA, HIGHEST_PRIORITY, PRIORITY_STEP

SIDES_SHOWN = ("Keras", "PyTorch")


def effect_text(rule: Rule, say: Messages) -> str:
    """What a rule does, in words."""
    e = rule.effect
    if "criterion" in e:
        return say(
            "line.effect_points", points=plain(float(str(e["points"]))),
            side=say(f"short.{e['side']}"), criterion=say.criterion(str(e["criterion"])),
        )  # fmt: skip
    if "weigh" in e:
        factor = plain(float(str(e["factor"])))
        return say("line.effect_weigh", criterion=say.criterion(str(e["weigh"])), factor=factor)
    if "runtime" in e:
        points = plain(float(str(e["points"])))
        return say("line.effect_runtime", points=points, lane=say.lane(str(e["runtime"])))
    out: list[str] = e["veto"]  # type: ignore[assignment]
    lanes = {lane.id for lane in say.knowledge.lanes}
    names = [say.lane(x) if x in lanes else say(f"short.{x}") for x in out]
    return say("line.effect_veto", lanes=say("line.comma").join(names))


def rule_line(rule: Rule, say: Messages) -> str:
    """A rule's reason, with its id and what it does."""
    return say("line.rule", text=say.pick(rule.text), rule=rule.id, effect=effect_text(rule, say))


def evidence_line(record: Record, say: Messages, again: bool = False) -> str:
    """Title, kind, date and source of a record; only its title where it was printed before."""
    title = say.pick(say.knowledge.facts(record)["title"])
    if again:
        return say("line.evidence_again", title=title, id=record.id)
    others = len(record.source) - 1
    return say(
        "line.evidence", title=title, id=record.id, kind=say(f"kind.{record.kind}"),
        date=shown_date(record), source=record.source[0],
        more=say("line.more_sources", count=others) if others else "",
    )  # fmt: skip


def shown_date(record: Record) -> str:
    """The date to the precision that the source gives."""
    return record.as_of[: {"year": 4, "month": 7, "day": 10}[record.precision]]


def flip_line(flip: Flip, say: Messages) -> str:
    """A flip as changed options and the verdict they give."""
    changes = [
        say("line.change", option=option(q), value=v, answer=say.answer(q, v))
        for q, v in flip.change.items()
    ]
    verdict = say(f"short.{flip.verdict}")
    return say("line.flip", change=say("line.comma").join(changes), verdict=verdict)


def robustness_lines(r: Recommendation) -> list[str]:
    """How far the verdict holds when the weights change, in sentences."""
    say, d = r.say, r.decision
    ahead = dominates(d)
    if ahead is not None:
        lines = [say("line.dominates", side=say(f"short.{ahead}"))]
    else:
        keras, pytorch = share_percent(d)
        lines = [say("line.share", keras=keras, pytorch=pytorch, exact=shares(d)[SIDES[0]])]
    if any(d.out):
        return [*lines, say("line.vetoed_share")]
    reachable = 0
    for turn in turns(d):
        i = CRITERIA.index(turn.criterion)
        now = d.weights[i] / d.weight_unit
        most = HIGHEST_PRIORITY * PRIORITY_STEP * d.factors[i] / d.weight_unit
        if turn.weight <= most:  # within what a priority of 0 to 5 can do
            lines.append(
                say(
                    "line.turns",
                    criterion=say.criterion(turn.criterion),
                    now=plain(round(now, 2)),
                    then=plain(turn.weight),
                    verdict=say(f"short.{turn.verdict}"),
                )
            )
            reachable += 1
    return lines if reachable else [*lines, say("line.turns_never")]


def ratio_text(record: Record, lanes: tuple[str, str], say: Messages) -> str:
    """How the times of two lanes compare, with bounds and what may be said of it."""
    ratio, low, high, word = record.ratios[" ".join(lanes)]
    verdict = say(f"word.{word}") if word else say("speed.no_word")
    numbers = {"ratio": f"{ratio:.2f}", "low": f"{low:.2f}", "high": f"{high:.2f}"}
    return say("line.timing", **numbers, word=verdict)


def samples_place(record: Record) -> str:
    """The file of the raw samples that a measured record comes from, or the run of several."""
    run, *part = record.source[0].removeprefix("run:").split("/")
    return f"runs/{run}/{part[0]}.json" if part else f"runs/{run}"
