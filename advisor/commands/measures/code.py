"""`measure code [PAIR …]`: how much there is to write and to know on each side of the pairs."""

from typing import Any

from advisor.commands.measuring import Wanted, print_rows, recording
from advisor.measure.code import COUNTS, load_parts, number, programs, ratio
from advisor.messages import Messages
from advisor.options import Given
from advisor.pairs import REGIONS
from advisor.terminal import Terminal

Row = dict[str, Any]


def run(given: Given, wanted: Wanted, say: Messages) -> int:
    parts = load_parts()
    rows: list[Row] = []
    with recording(wanted, "code", {"pairs": [pair.id for pair in wanted.pairs]}, say) as record:
        for pair in wanted.pairs:
            found = programs(pair, parts)
            record.put(f"{pair.chapter}.{pair.topic}", found)
            rows += found
    if "--json" in given.flags:
        print_rows(record, rows)
        return 0
    out = Terminal()
    twins = _twins(rows)
    names = [say(f"heading.{name}") for name in ("pair", *COUNTS)]
    out.line(say("code.sides"), "")
    out.table(names, [[_name(keras), *_cells(keras, pytorch)] for keras, pytorch in twins])
    out.line("", say("code.steps", n=len(wanted.pairs)), "")
    out.table(
        [say(f"heading.{name}") for name in ("step", *COUNTS)],
        [[step, *(_ratio(rows, step, what) for what in COUNTS)] for step in (*REGIONS, "whole")],
    )
    out.line("", say("code.by_hand"))
    for part in parts:
        where = dict.fromkeys(x["pair"].split("/")[1] for x in rows if part.id in x["by_hand"])
        if where:
            text = say("code.part", side=part.side, text=say.pick(part.text), n=len(where))
            out.bullet(say("line.pair", name=text, text=", ".join(where)))
    out.line("", say("code.reading"))
    return 0


def _twins(rows: list[Row]) -> list[tuple[Row, Row]]:
    """Every Keras program with the PyTorch program of its pair."""
    pytorch = {row["pair"]: row for row in rows if row["side"] == "pytorch"}
    return [(row, pytorch[row["pair"]]) for row in rows if row["side"] == "keras"]


def _name(row: Row) -> str:
    return str(row["file"]).removesuffix(".py").replace("_keras", "", 1)


def _cells(keras: Row, pytorch: Row) -> list[str]:
    return [f"{number(keras, 'whole', x)} / {number(pytorch, 'whole', x)}" for x in COUNTS]


def _ratio(rows: list[Row], step: str, what: str) -> str:
    found = ratio(rows, step, what)
    return "" if found is None else f"{found:.2f}"
