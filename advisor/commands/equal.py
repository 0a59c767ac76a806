"""`equal`: prove that both sides of each pair do the same work, on every lane."""

from typing import TYPE_CHECKING

from advisor.commands.measuring import add_measuring_options, read_measuring, recording
from advisor.knowledge import Knowledge
from advisor.messages import Messages
from advisor.options import Given, Parser
from advisor.output import print_json
from advisor.pairs import Pair
from advisor.progress import Progress
from advisor.terminal import Terminal

if TYPE_CHECKING:
    from advisor.measure.gate import Row

NO_FAULT = ("equal", "reference", "missing")  # a lane that is not installed proves nothing


def add_options(parser: Parser, knowledge: Knowledge) -> None:
    add_measuring_options(parser)
    parser.free_words("[PAIR …]", "pairs")
    parser.example("quickstart", "cnn lstm --lane keras-jax")


def run(given: Given, knowledge: Knowledge, say: Messages) -> int:
    wanted = read_measuring(given, given.words)
    given.check()
    pairs = wanted.pairs
    from advisor.measure.gate import compared, gate
    from advisor.measure.processes import Workers

    chosen = {x for p in pairs for x in p.columns() if x.partition(" ")[0] in wanted.lanes}
    lanes = {p.id: compared(p, chosen) for p in pairs}
    rows: dict[str, list[Row]] = {p.id: [] for p in pairs}
    total = sum(map(len, lanes.values()))
    with (
        recording(wanted, "equality", {"lanes": lanes}, say) as record,
        Workers(wanted.jobs, wanted.time_limit) as workers,
        Progress(total) as progress,
    ):
        workers.started = lambda job: progress.begin(f"{job['pair']} {job['column']}")
        for row in gate(workers, pairs, chosen):
            rows[row.pair].append(row)
            progress.end(f"{row.pair} {row.lane}: {say(f'status.{row.status}')}")
            if len(rows[row.pair]) == len(lanes[row.pair]):
                done = [r.to_json() for r in rows[row.pair]]
                record.put(row.pair.replace("/", "."), done)
    found = [row for pair in pairs for row in rows[pair.id]]
    if "--json" in given.flags:
        print_json({"run": record.id, "rows": [row.to_json() for row in found]})
    else:
        _show(found, pairs, say)
    proved = any(row.status == "equal" for row in found)
    return 0 if proved and all(row.status in NO_FAULT for row in found) else 1


def _show(rows: list["Row"], pairs: list[Pair], say: Messages) -> None:
    """For one pair every stage; for several the stage that came nearest its limit."""
    out = Terminal()
    if len(pairs) == 1:
        _stages(rows, say, out)
    else:
        names = ("pair", "lane", "difference", "tolerance", "result")
        lines = []
        for row in rows:
            closest = row.closest()
            reached = (
                [f"{closest.difference:.1e}", f"{closest.tolerance:g}"] if closest else ["", ""]
            )
            lines.append([row.pair.split("/")[1], row.lane, *reached, say(f"status.{row.status}")])
        out.table([say(f"heading.{n}") for n in names], lines)
    for row in rows:
        if row.message:
            text = f"{say(f'status.{row.status}')}, {row.message}"
            out.bullet(say("line.pair", name=f"{row.pair} {row.lane}", text=text))
    for pair in pairs if len(pairs) == 1 else []:
        out.line("", say.pick(pair.facts["differs"]))
        for stage, why in pair.facts.get("skipped", {}).items():
            out.bullet(say("line.pair", name=say(f"stage.{stage}"), text=say.pick(why)))
        for lane, why in pair.facts.get("missing", {}).items():
            out.bullet(say("line.pair", name=lane, text=say.pick(why)))
    equal = sum(row.status == "equal" for row in rows)
    compared = sum(bool(row.stages) for row in rows)
    out.line("", say("equal.count", equal=equal, compared=compared))


def _stages(rows: list["Row"], say: Messages, out: Terminal) -> None:
    lines = []
    for row in rows:
        lines += [
            [row.lane, say(f"stage.{s.name}"), f"{s.difference:.1e}", f"{s.tolerance:g}",
             say("status.equal" if s.passed else "status.refused")]
            for s in row.stages
        ] or [[row.lane, "", "", "", say(f"status.{row.status}")]]  # fmt: skip
    names = ("lane", "stage", "difference", "tolerance", "result")
    out.table([say(f"heading.{n}") for n in names], lines, wide=1)
