"""`measure api`: how much of a kind the core package of each side offers, by name."""

from advisor.commands.measuring import Wanted, recording
from advisor.measure.api import load_kinds
from advisor.measure.processes import Job, Workers
from advisor.messages import Messages
from advisor.options import Given
from advisor.output import print_json
from advisor.terminal import Terminal

LANES = {"keras": "keras-jax", "pytorch": "pytorch-eager"}  # the lighter of Keras's backends


def run(given: Given, wanted: Wanted, say: Messages) -> int:
    jobs: list[Job] = [{"kind": "api", "lane": lane, "side": side} for side, lane in LANES.items()]
    offered = {}
    with (
        recording(wanted, "api", {"lanes": list(LANES.values())}, say) as record,
        Workers(wanted.jobs, wanted.time_limit) as workers,
    ):
        for job, outcome in workers.all(jobs):
            offered[job["side"]] = outcome
            record.put(job["side"], {"status": outcome.status, "message": outcome.message,
                                     "values": outcome.values})  # fmt: skip
    failed = {side: outcome for side, outcome in offered.items() if outcome.status != "ok"}
    if "--json" in given.flags:
        sides = {side: outcome.values for side, outcome in offered.items()}
        print_json({"run": record.id, "sides": sides})
    else:
        out = Terminal()
        out.table(
            [say("heading.kind"), *(say(f"short.{side}") for side in LANES)],
            [
                [say.pick(kind), *(_count(offered[side].values, name) for side in LANES)]
                for name, kind in load_kinds().items()
            ],
        )
        for side, outcome in failed.items():
            text = say("line.pair", name=say(f"status.{outcome.status}"), text=outcome.message)
            out.bullet(say("line.pair", name=LANES[side], text=text))
        out.line("", say("measure.api"))
    return 1 if failed else 0


def _count(values: dict[str, list[str]], name: str) -> str:
    return f"{len(values[name]):,}" if values else ""
