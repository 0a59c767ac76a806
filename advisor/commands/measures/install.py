"""`measure install`: how many packages an installation brings, and how much is to be fetched."""

import sys
from typing import Any

from advisor.commands.measuring import Wanted, recording
from advisor.executed import SAME
from advisor.measure.install import resolve
from advisor.messages import Messages
from advisor.options import Given
from advisor.output import print_json
from advisor.terminal import Terminal


def run(given: Given, wanted: Wanted, say: Messages) -> int:
    told = {lane.id: lane.install for lane in say.knowledge.lanes}  # what readers are told
    lanes = list(dict.fromkeys(SAME.get(lane, lane) for lane in wanted.lanes))
    found: dict[str, dict[str, Any]] = {}
    with recording(wanted, "install", {"lanes": lanes}, say) as record:
        for number, lane in enumerate(lanes, start=1):
            print(f"[{number}/{len(lanes)}] {lane}", file=sys.stderr)
            packages = told[lane].removeprefix("pip install ").split()
            try:
                values = resolve(packages, wanted.time_limit)
                found[lane] = {"status": "ok", "message": "", "values": values}
            except (OSError, RuntimeError) as error:  # no network, nothing that fits together
                found[lane] = {"status": "failed", "message": str(error), "values": {}}
            record.put(lane, found[lane])
    if "--json" in given.flags:
        print_json({"run": record.id, "lanes": found})
    else:
        out = Terminal()
        out.table(
            [say(f"heading.{name}") for name in ("lane", "packages", "download")],
            [[lane, *_row(row["values"])] for lane, row in found.items()],
        )
        for lane, row in found.items():
            if row["message"]:
                out.bullet(say("line.pair", name=lane, text=row["message"]))
        out.line("", say("measure.install"))
    return 1 if any(row["status"] != "ok" for row in found.values()) else 0


def _row(values: dict[str, Any]) -> tuple[str, str]:
    if not values:
        return "", ""
    return str(len(values["packages"])), f"{values['bytes'] / 1e6:,.1f} MB"
