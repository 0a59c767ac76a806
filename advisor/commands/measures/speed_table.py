"""The times of a run as tables: lanes against PyTorch, variants against their lane."""

from typing import TYPE_CHECKING, Any

from advisor.measure.speed.schedule import NULL
from advisor.messages import Messages
from advisor.pairs import REPLICA, load_pairs
from advisor.programs import LANES
from advisor.terminal import Terminal

if TYPE_CHECKING:  # needs NumPy and SciPy, which the pages that use this module do without
    from advisor.measure.speed.lines import Line

NAMES = ("lane", "time", "interval", "result")


def show(lines: "list[Line]", plan: dict[str, Any], say: Messages) -> None:
    """A table for each measure of a group, one for its tuned variants, and how to read them."""
    out = Terminal()
    pairs = load_pairs()
    for group in dict.fromkeys(line.group for line in lines):
        out.heading(group)
        own = [line for line in lines if line.group == group]
        _tables([line for line in own if line.column in (*LANES, NULL)], say, out)
        tuned = [line for line in own if line.column not in (*LANES, NULL)]
        if tuned:
            topic = group.split(".")[1]
            facts = pairs[topic].facts["tuned"]
            out.line("", say("speed.tuned", pair=topic))
            for variant in dict.fromkeys(line.column.partition(" ")[2] for line in tuned):
                out.bullet(say("line.pair", name=variant, text=say.pick(facts[variant])))
            _tables(tuned, say, out)
        for line in own:
            if line.breakeven:
                text = say("speed.breakeven", updates=f"{line.breakeven:,.0f}")
                out.bullet(say("line.pair", name=line.column, text=text))
    for pair in pairs.values():
        if pair.id in plan["pairs"] and REPLICA in pair.facts and REPLICA not in plan["parts"]:
            text = say.pick(pair.facts[REPLICA])
            out.line("", say("speed.replica_missing", pair=pair.topic, text=text))
    if plan["quick"]:
        out.line("", say("speed.quick", rounds=plan["rounds"]))
    out.line("", say("speed.reading"))


def _tables(lines: "list[Line]", say: Messages, out: Terminal) -> None:
    headings = [say(f"heading.{name}") for name in NAMES]
    for measure in dict.fromkeys(line.measure for line in lines):
        out.line("", say(f"speed.{measure}"))
        out.table(headings, [_row(line, say) for line in lines if line.measure == measure])


def _row(line: "Line", say: Messages) -> list[str]:
    found = line.ratio
    ratio = f"{found.ratio:.2f} ({found.low:.2f} … {found.high:.2f})" if found else ""
    return [line.column, value(line.measure, line.value), ratio, _result(line, say)]


def value(measure: str, found: float | None) -> str:
    """What was measured, in a unit that fits; nothing where it is void."""
    if found is None:
        return ""
    return f"{found / 1024:.0f} MiB" if measure == "peak" else duration(found)


def outcome(status: str, column: str, word: str | None, say: Messages) -> str:
    """What may be said of a time: why it is void, that it is the null comparison, its word."""
    if status != "ok":
        return say(f"status.{status}")
    if column == NULL:
        return say("speed.null")
    return say(f"word.{word}") if word else ""


def duration(seconds: float) -> str:
    """Three digits of a time and its unit."""
    for factor, unit in ((1, "s"), (1e3, "ms"), (1e6, "µs")):
        if seconds * factor >= 1:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"


def _result(line: "Line", say: Messages) -> str:
    said = outcome(line.status, line.column, line.word, say)
    told = line.message if line.status == "ok" else ""
    return f"{said} ({told})".strip() if told else said
