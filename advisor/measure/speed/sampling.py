"""Takes the samples of a schedule, each in processes of its own, bound to cores of its own."""

import time
from collections.abc import Callable, Iterator
from typing import Any

from advisor.measure.processes import Job, Outcome, Workers
from advisor.measure.speed.machine import stolen
from advisor.measure.speed.schedule import Cell, job
from advisor.programs import REFERENCE

SHOWN = (
    "pair", "size", "column", "lane", "round", "threads", "build", "edits", "cores",
    "precision", "device", "started", "stolen",
)  # fmt: skip
Sample = dict[str, Any]


def take(
    workers: Workers,
    steps: list[tuple[int, Cell]],
    plan: dict[str, Any],
    begin: Callable[[int, Cell], None],
) -> Iterator[tuple[int, Cell, Sample]]:
    """Round, cell and sample as they end, as many side by side as there are sets of cores.

    Of the plan: `cores`, the sets; `block`, seconds; `whole`, how many rounds run the
    whole program too, for its time and its memory.
    """
    sets: list[list[int]] = plan["cores"]
    free = list(sets)
    cells = {cell.name(number): (number, cell) for number, cell in steps}
    cases: dict[str, tuple[Job, Outcome]] = {}

    def started(told: Job) -> None:
        told["cores"] = free.pop()
        told["started"] = time.time()
        told["stolen"] = stolen()
        begin(*cells[told["name"]])

    def follow(told: Job, outcome: Outcome) -> list[Job]:
        told["stolen"] = round(stolen() - told["stolen"], 2)
        free.append(told["cores"])
        if told["kind"] != "case" or not _runs_whole(told, plan["whole"]):
            return []
        return [{**told, "kind": "program"}]

    workers.started = started
    turn = str(workers.folder / "turn") if plan["device"] == "cuda" else None
    jobs = [_case(number, cell, {**plan, "turn": turn}) for number, cell in steps]
    for told, outcome in workers.all(jobs, follow):
        number, cell = cells[told["name"]]
        if told["kind"] == "case":
            cases[told["name"]] = told, outcome
            if _runs_whole(told, plan["whole"]):
                continue
        yield number, cell, _sample(cell, *cases[told["name"]], told, outcome)


def ceilings(workers: Workers, plan: dict[str, Any]) -> dict[str, Any]:
    """What this machine can do at most; empty where no lane could be asked.

    On a CPU the frameworks bring libraries of their own for a matrix product, which may differ
    by a factor: `flops` is the best of them, `products` has each.
    """
    lanes = [REFERENCE]
    if plan["device"] == "cpu":
        lanes += [lane for lane in ("keras-tensorflow", "keras-jax") if lane in plan["lanes"]]
    told = {"kind": "ceilings", "cores": plan["cores"][0], "threads": len(plan["cores"][0]),
            "device": plan["device"], "precisions": plan["precisions"]}  # fmt: skip
    found = {lane: workers.run({**told, "lane": lane}).values for lane in lanes}
    products = {lane: values["flops"] for lane, values in found.items() if "flops" in values}
    if not products:
        return {}
    flops = {
        precision: max(product[precision] for product in products.values())
        for precision in plan["precisions"]
    }
    return {"bytes": found[REFERENCE].get("bytes"), "flops": flops, "products": products}


def devices(workers: Workers, plan: dict[str, Any]) -> dict[str, str]:
    """Where each lane computes when nothing is said, or why it does not."""
    jobs = [{"kind": "device", "lane": lane, "device": plan["device"]} for lane in plan["lanes"]]
    found = workers.all(jobs)
    return {told["lane"]: outcome.values.get("device", outcome.message) for told, outcome in found}


def _case(number: int, cell: Cell, plan: dict[str, Any]) -> Job:
    return {"kind": "case", "name": cell.name(number), **job(cell, number, plan)}


def _runs_whole(told: Job, rounds: int) -> bool:
    """As printed, and not under a compiler, which the programs do not call themselves."""
    early, changed = told["round"] <= rounds, told["build"] or told["edits"]
    return bool(early and not changed and told["lane"] != "pytorch-compile")


def _sample(cell: Cell, case: Job, timed: Outcome, last: Job, outcome: Outcome) -> Sample:
    found = {
        "group": cell.group, **{name: case[name] for name in SHOWN},
        "status": timed.status, "message": timed.message,
        "benchmarks": timed.values.get("benchmarks", []),
        "failures": timed.values.get("failures", {}),
    }  # fmt: skip
    if last["kind"] == "program":
        values = outcome.values
        found["program"] = {
            "status": outcome.status, "message": outcome.message, **values,
            "holds": bool(values) and cell.pair.good(values["figure"]),
        }  # fmt: skip
    return found
