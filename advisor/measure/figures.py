"""What each program reaches: its figure for several seeds on every lane."""

from collections.abc import Iterator
from typing import Any

from advisor.measure.processes import Job, Workers
from advisor.pairs import Pair


def figures(
    workers: Workers, pairs: list[Pair], lanes: list[str], seeds: int
) -> Iterator[dict[str, Any]]:
    """One row for each pair and lane as it ends: status, message, figure and seconds by seed.

    `holds` says whether every seed is on the right side of the pair's limit.
    """
    by_id = {pair.id: pair for pair in pairs}
    jobs: list[Job] = [
        {"kind": "figure", "pair": pair.id, "lane": lane, "file": str(pair.file(lane)),
         "seeds": list(range(seeds))}
        for pair in pairs
        for lane in pair.lanes()
        if lane in lanes
    ]  # fmt: skip
    for job, outcome in workers.all(jobs):
        pair = by_id[job["pair"]]
        results = outcome.values.get("results", [])
        yield {
            "pair": pair.id, "lane": job["lane"], "status": outcome.status,
            "message": outcome.message, "floor": pair.facts["floor"],
            "chance": pair.facts["chance"], "better": pair.facts["better"],
            "results": results,
            "holds": bool(results) and all(pair.good(r["figure"]) for r in results),
        }  # fmt: skip


def span(row: dict[str, Any]) -> tuple[float, float]:
    """The smallest and the largest figure of a row."""
    found = [result["figure"] for result in row["results"]]
    return min(found), max(found)
