"""`measure figures [PAIR …]`: what each program reaches, for one seed or several.

Exit code 1 if a program misses its limit or does not run.
"""

from typing import Any

from advisor.commands.measuring import Wanted, print_rows, recording
from advisor.measure.figures import figures, span
from advisor.measure.processes import Workers
from advisor.messages import Messages, plain
from advisor.options import Given
from advisor.progress import Progress
from advisor.terminal import Terminal


def run(given: Given, wanted: Wanted, say: Messages) -> int:
    order = [pair.id for pair in wanted.pairs]
    plan = {"pairs": order, "lanes": wanted.lanes, "seeds": wanted.seeds}
    total = sum(lane in wanted.lanes for pair in wanted.pairs for lane in pair.lanes())
    rows = []
    with (
        recording(wanted, "figures", plan, say) as record,
        Workers(wanted.jobs, wanted.time_limit) as workers,
        Progress(total) as progress,
    ):
        workers.started = lambda job: progress.begin(f"{job['pair']} {job['lane']}")
        for row in figures(workers, wanted.pairs, wanted.lanes, wanted.seeds):
            record.put(f"{row['pair'].replace('/', '.')}.{row['lane']}", row)
            rows.append(row)
            progress.end(f"{row['pair']} {row['lane']}: {_result(row, say)}")
    rows.sort(key=lambda row: order.index(row["pair"]))
    if "--json" in given.flags:
        print_rows(record, rows)
    else:
        _show(rows, say)
    return 0 if rows and all(r["holds"] or r["status"] == "missing" for r in rows) else 1


def _show(rows: list[dict[str, Any]], say: Messages) -> None:
    out = Terminal()
    names = ("pair", "lane", "figure", "limit", "seconds", "result")
    lines = [[r["pair"].split("/")[1], r["lane"], *_numbers(r), _result(r, say)] for r in rows]
    out.table([say(f"heading.{n}") for n in names], lines)
    for row in rows:
        if row["message"]:
            out.bullet(say("line.pair", name=f"{row['pair']} {row['lane']}", text=row["message"]))


def _numbers(row: dict[str, Any]) -> list[str]:
    """Figure, limit and the longest time, as shown."""
    if not row["results"]:
        return ["", "", ""]
    low, high = span(row)
    shown = f"{low:.3g}" if low == high else f"{low:.3g}…{high:.3g}"
    sign = "≥" if row["better"] == "higher" else "≤"
    seconds = max(result["seconds"] for result in row["results"])
    return [shown, f"{sign} {plain(row['floor'])}", f"{seconds:.1f}"]


def _result(row: dict[str, Any], say: Messages) -> str:
    if row["status"] != "ok":
        return say(f"status.{row['status']}")
    return say("status.holds" if row["holds"] else "status.below")
