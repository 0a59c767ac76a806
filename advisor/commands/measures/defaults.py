"""`measure defaults`: the defaults that differ, as the installed libraries have them."""

from typing import Any

from advisor.commands.measuring import Wanted, print_rows, recording
from advisor.measure.defaults import Row, load_rows
from advisor.measure.processes import Job, Outcome, Workers
from advisor.messages import Messages
from advisor.options import Given
from advisor.progress import Progress
from advisor.terminal import Terminal

LANES = {"keras": ("keras-tensorflow", "keras-jax", "keras-torch"), "pytorch": ("pytorch-eager",)}


def run(given: Given, wanted: Wanted, say: Messages) -> int:
    rows = load_rows()
    lanes = [lane for side in LANES.values() for lane in side if lane in wanted.lanes]
    jobs: list[Job] = [
        {"kind": "defaults", "lane": lane, "side": lane.split("-")[0]} for lane in lanes
    ]
    found: dict[str, Outcome] = {}
    with (
        recording(
            wanted, "defaults", {"rows": [r.id for r in rows], "lanes": lanes}, say
        ) as record,
        Workers(wanted.jobs, wanted.time_limit) as workers,
        Progress(len(jobs)) as progress,
    ):
        workers.started = lambda job: progress.begin(job["lane"])
        for job, outcome in workers.all(jobs):
            lane = job["lane"]
            found[lane] = outcome
            record.put(lane, {"status": outcome.status, "message": outcome.message,
                              "values": outcome.values})  # fmt: skip
            progress.end(say("line.pair", name=lane, text=say(f"status.{outcome.status}")))
    table = [_row(row, found) for row in rows]
    if "--json" in given.flags:
        print_rows(record, table)
    else:
        _show(table, found, say)
    return 0 if found and all(o.status in ("ok", "missing") for o in found.values()) else 1


def _row(row: Row, found: dict[str, Outcome]) -> dict[str, Any]:
    values = {
        side: next((found[x].values[row.id] for x in lanes if x in found and found[x].values), None)
        for side, lanes in LANES.items()
    }
    return {
        "id": row.id, "topic": row.topic.text, "subject": row.subject, **values,
        "consequence": row.consequence,
    }  # fmt: skip


def _show(rows: list[dict[str, Any]], found: dict[str, Outcome], say: Messages) -> None:
    out = Terminal()
    topic = None
    for row in rows:
        if row["topic"] != topic:
            topic = row["topic"]
            out.heading(say.pick(topic))
        values = {side: str(row[side]) for side in LANES}
        out.bullet(
            say("measure.default", subject=say.pick(row["subject"]), **values),
            say.pick(row["consequence"]),
        )
    for lane, outcome in found.items():
        if outcome.message:
            text = say("line.pair", name=say(f"status.{outcome.status}"), text=outcome.message)
            out.bullet(say("line.pair", name=lane, text=text))
    out.line("", say("measure.defaults_count", n=len(rows)))
