"""`measure profile [PAIR …]`: where the time of the pairs goes on every lane.

Exit code 1 if nothing could be profiled.
"""

import sys
from typing import Any

from advisor.commands.measuring import Wanted, print_rows, recording
from advisor.faults import InputError, fault
from advisor.measure.processes import Job, Workers
from advisor.measure.profiles import profiles
from advisor.messages import Messages
from advisor.options import Given
from advisor.profiled import cells
from advisor.programs import LANES
from advisor.progress import Progress
from advisor.terminal import Terminal

NAMES = ("lane", "calls", "builtin", "largest")


def run(given: Given, wanted: Wanted, say: Messages) -> int:
    if sys.platform != "linux":
        raise InputError([fault("needs_linux")])
    named = len(given.words) > 1
    pairs = [pair for pair in wanted.pairs if named or pair.timed("cpu")]
    plan = {"pairs": [pair.id for pair in pairs], "lanes": wanted.lanes}
    total = sum(lane in wanted.lanes for pair in pairs for lane in pair.lanes())
    rows = []
    with (
        recording(wanted, "profile", plan, say) as record,
        Workers(wanted.jobs, wanted.time_limit) as workers,
        Progress(total) as progress,
    ):

        def begin(job: Job) -> None:
            progress.begin(f"{job['pair']} {job['lane']}")

        for row in profiles(workers, pairs, wanted.lanes, begin):
            record.put(f"{row['pair'].replace('/', '.')}.{row['lane']}", row)
            rows.append(row)
            progress.end(f"{row['pair']} {row['lane']}: {say('status.' + row['status'])}")
    rows.sort(key=lambda row: (plan["pairs"].index(row["pair"]), LANES.index(row["lane"])))
    if "--json" in given.flags:
        print_rows(record, rows)
    else:
        _show(rows, say)
    return 0 if any(row["measures"] for row in rows) else 1


def _show(rows: list[dict[str, Any]], say: Messages) -> None:
    out = Terminal()
    for pair in dict.fromkeys(row["pair"] for row in rows):
        out.heading(pair)
        own = [row for row in rows if row["pair"] == pair]
        for measure in dict.fromkeys(measure for row in own for measure in row["measures"]):
            out.line("", say(f"speed.{measure}"))
            found = [(row["lane"], row["measures"].get(measure)) for row in own]
            names = [say(f"heading.{name}") for name in NAMES]
            out.table(names, [[lane, *_cells(one)] for lane, one in found if one], wide=3)
        for row in own:
            if row["message"]:
                out.bullet(say("line.pair", name=row["lane"], text=row["message"]))
    out.line("", say("profile.reading"))


def _cells(found: dict[str, Any]) -> list[str]:
    calls, builtin, function, share = cells(found)
    return [calls, builtin, f"{function} ({share})"]
