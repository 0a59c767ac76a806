"""`measure article`: what the article's two samples do, unchanged, on the same data."""

from typing import Any

from advisor.commands.measuring import Wanted, print_rows, recording
from advisor.measure.processes import Job, Workers
from advisor.messages import Messages
from advisor.options import Given
from advisor.programs import LANES, home
from advisor.progress import Progress
from advisor.terminal import Terminal


def run(given: Given, wanted: Wanted, say: Messages) -> int:
    jobs = [_job(lane, wanted.seeds) for lane in wanted.lanes if lane != "pytorch-compile"]
    rows: list[dict[str, Any]] = []
    with (
        recording(wanted, "article", {"lanes": wanted.lanes, "seeds": wanted.seeds}, say) as record,
        Workers(wanted.jobs, wanted.time_limit) as workers,
        Progress(len(jobs)) as progress,
    ):
        workers.started = lambda job: progress.begin(job["lane"])
        for job, outcome in workers.all(jobs):
            lane, results = job["lane"], outcome.values.get("results", [])
            row = {"lane": lane, "status": outcome.status, "message": outcome.message}
            rows.append({**row, "results": results})
            record.put(lane, rows[-1])
            progress.end(f"{lane}: {say(f'status.{outcome.status}')}")
    rows.sort(key=lambda row: LANES.index(row["lane"]))
    if "--json" in given.flags:
        print_rows(record, rows)
    else:
        _show(rows, say)
    return 0 if rows and all(row["status"] in ("ok", "missing") for row in rows) else 1


def _job(lane: str, seeds: int) -> Job:
    folder = home() / "article"
    return {
        "kind": "sample", "lane": lane, "driver": str(folder / "run_sample.py"),
        "file": str(folder / f"sample_{lane.split('-')[0]}.py"), "seeds": list(range(seeds)),
    }  # fmt: skip


def _show(rows: list[dict[str, Any]], say: Messages) -> None:
    out = Terminal()
    lines = []
    for row in rows:
        found = row["results"]
        updates = sorted({str(r["updates"]) for r in found})
        accuracies = sorted(r["accuracy"] for r in found)
        shown = f"{accuracies[0]:.3f}…{accuracies[-1]:.3f}" if accuracies else ""
        lines.append([row["lane"], ", ".join(updates), shown, say(f"status.{row['status']}")])
    out.table([say(f"heading.{n}") for n in ("lane", "updates", "accuracy", "result")], lines)
    for row in rows:
        if row["message"]:
            out.bullet(say("line.pair", name=row["lane"], text=row["message"]))
    out.line("", say("measure.article"))
