"""Profiles of the pairs on every lane, each taken in a process of its own."""

import os
from collections.abc import Callable, Iterator
from typing import Any

from advisor.measure.processes import Job, Workers
from advisor.pairs import Pair


def profiles(
    workers: Workers, pairs: list[Pair], lanes: list[str], begin: Callable[[Job], None]
) -> Iterator[dict[str, Any]]:
    """One row for each pair and lane as it ends: status, message and what was found.

    A process has one core and one thread, as where time is measured. `begin` is told of each.
    """
    free = sorted(os.sched_getaffinity(0)) * workers.count

    def started(job: Job) -> None:
        job["cores"] = [free.pop()]
        begin(job)

    def follow(job: Job, outcome: object) -> list[Job]:
        free.append(job["cores"][0])
        return []

    workers.started = started
    jobs: list[Job] = [
        {"kind": "profile", "pair": pair.id, "lane": lane, "file": str(pair.file(lane)),
         "build": {}, "edits": [], "seed": 0, "threads": 1, "precision": "float32",
         "device": "cpu"}
        for pair in pairs
        for lane in pair.lanes()
        if lane in lanes
    ]  # fmt: skip
    for job, outcome in workers.all(jobs, follow):
        yield {
            "pair": job["pair"], "lane": job["lane"], "status": outcome.status,
            "message": outcome.message, "measures": outcome.values.get("measures", {}),
        }  # fmt: skip
