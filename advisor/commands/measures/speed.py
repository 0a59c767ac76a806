"""`measure speed [PAIR …]`: how long the pairs take on every lane, and what may be said of it.

Exit code 1 if nothing could be timed.
"""

import os
import sys
import time
from typing import Any

from advisor.commands.measures.speed_table import show
from advisor.commands.measuring import Wanted, open_run, recording
from advisor.faults import InputError, fault
from advisor.measure.gate import compared, gate
from advisor.measure.processes import Workers, lacking
from advisor.measure.runs import Run
from advisor.measure.speed.checks import wrong_device
from advisor.measure.speed.lines import Line
from advisor.measure.speed.machine import load, unfit
from advisor.measure.speed.results import table
from advisor.measure.speed.sampling import ceilings, devices, take
from advisor.measure.speed.schedule import PARTS, PRECISIONS, Cell, cells, order
from advisor.messages import Messages
from advisor.options import Given
from advisor.output import print_json
from advisor.pairs import REPLICA, load_pairs
from advisor.programs import REFERENCE
from advisor.progress import Progress
from advisor.runs import PUBLISHED, read

FULL, QUICK = 10, 3  # rounds
WHOLE_ROUNDS = 3  # of them run the whole program too
QUICK_PAIRS = ("quickstart",)
BLOCK = 0.2  # seconds of a timed block
SEED = 0
DEVICES = ("cpu", "cuda")


def run(given: Given, wanted: Wanted, say: Messages) -> int:
    if sys.platform != "linux":
        raise InputError([fault("needs_linux")])
    begun, within = time.monotonic(), given.number("--within")
    sets = _core_sets(given, wanted.jobs)
    rounds = given.number("--rounds") or (QUICK if "--quick" in given.flags else FULL)
    device = given.one("--device", list(DEVICES)) or DEVICES[0]
    parts = _parts(given, device)
    precisions = _precisions(given, device)
    given.check()
    resumed = given.one("--resume")
    record = open_run(wanted.place, resumed, "speed") if resumed else None
    if record is not None:
        plan = read(record.folder)["protocol"]["plan"]
    else:
        plan = _plan(given, wanted, {
            "rounds": rounds, "cores": sets, "parts": parts, "device": device,
            "precisions": precisions, "within": within,
        })  # fmt: skip
    chosen = [pair for pair in load_pairs().values() if pair.id in plan["pairs"]]
    planned = cells(chosen, plan["lanes"], plan["parts"], plan["precisions"])
    _say_unfit(wanted, len(plan["cores"]), say)
    _say_missing(plan, say)
    until = float("inf") if within is None else begun + within
    kept, lines = _measure(wanted, plan, planned, say, record, until)
    if "--json" in given.flags:
        print_json({"run": kept.id, "lines": [line.to_json() for line in lines]})
    else:
        show(lines, plan, say)
    return 0 if any(line.value for line in lines) else 1


def _measure(
    wanted: Wanted, plan: dict[str, Any], planned: list[Cell], say: Messages, record: Run | None,
    until: float,
) -> tuple[Run, list[Line]]:  # fmt: skip
    """Prove equal work, take every sample that is not kept yet, make the table of all.

    No sample begins after `until`; what is complete by then is the result.
    """
    with (
        recording(wanted, "speed", plan, say, record) as kept,
        Workers(len(plan["cores"]), wanted.time_limit) as workers,
    ):
        if not kept.has("gate"):
            kept.put("gate", _gate(wanted, planned, say))
        if not kept.has("devices"):
            kept.put("devices", devices(workers, plan))
        parts = read(kept.folder)
        refused = _elsewhere(planned, plan, parts["devices"]) | _refused(planned, parts["gate"])
        timed = [cell for cell in planned if (cell.group, cell.column) not in refused]
        if not kept.has("ceilings"):
            kept.put("ceilings", ceilings(workers, plan))
        steps = list(order(timed, plan["rounds"], plan["seed"]))
        workers.until = until
        _sample(kept, workers, plan, steps, say)
        for group in dict.fromkeys(cell.group for cell in timed):
            names = [cell.name(n) for n, cell in steps if cell.group == group]
            kept.pack(group, [name for name in names if kept.has(name)])
        parts = read(kept.folder)
        lines = table(samples(parts), parts["ceilings"].get("flops"), refused)
        if not kept.has("table"):  # what evidence reads
            kept.put("table", [line.to_json() for line in lines])
    return kept, lines


def _gate(wanted: Wanted, planned: list[Cell], say: Messages) -> list[dict[str, Any]]:
    """Whether the programs that are to be timed do equal work, here and now."""
    pairs = list(dict.fromkeys(cell.pair for cell in planned))
    columns = {cell.program for cell in planned}
    rows = []
    with (
        Workers(wanted.jobs, wanted.time_limit) as workers,
        Progress(sum(len(compared(pair, columns)) for pair in pairs)) as progress,
    ):
        workers.started = lambda job: progress.begin(f"{job['pair']} {job['column']}")
        for row in gate(workers, pairs, columns):
            rows.append(row.to_json())
            progress.end(f"{row.pair} {row.lane}: {say(f'status.{row.status}')}")
    return rows


def _refused(
    planned: list[Cell], rows: list[dict[str, Any]]
) -> dict[tuple[str, str], tuple[str, str]]:
    """By group and column what is not timed, with the gate's status and message."""
    found = {(row["pair"], row["lane"]): (row["status"], row["message"]) for row in rows}
    known = {(cell.group, cell.column): found[cell.pair.id, cell.program] for cell in planned}
    return {key: x for key, x in known.items() if x[0] not in ("equal", "reference")}


def _elsewhere(
    planned: list[Cell], plan: dict[str, Any], found: dict[str, str]
) -> dict[tuple[str, str], tuple[str, str]]:
    """What is not timed because its lane does not compute on the device that was asked for."""
    return {
        (cell.group, cell.column): ("wrong_device", found[cell.lane])
        for cell in planned
        if cell.lane in found and wrong_device(found[cell.lane], plan["device"])
    }


def _sample(
    kept: Run,
    workers: Workers,
    plan: dict[str, Any],
    steps: list[tuple[int, Cell]],
    say: Messages,
) -> None:
    def label(number: int, cell: Cell) -> str:
        return f"{number}/{plan['rounds']} {cell.group} {cell.column}"

    todo = [
        (number, cell)
        for number, cell in steps
        if not kept.has(cell.group) and not kept.has(cell.name(number))
    ]
    with Progress(len(steps)) as progress:
        progress.skip(len(steps) - len(todo))

        def begin(number: int, cell: Cell) -> None:
            progress.begin(label(number, cell))

        for number, cell, sample in take(workers, todo, plan, begin):
            kept.put(cell.name(number), sample)
            progress.end(label(number, cell))
    left = sum(not kept.has(cell.name(number)) for number, cell in todo)
    if left:
        print(say("measure.time_up", left=left, all=len(steps)), file=sys.stderr)


def samples(parts: dict[str, Any]) -> list[dict[str, Any]]:
    """Every sample of a run, packed or not, each once."""
    found: dict[tuple[object, ...], dict[str, Any]] = {}
    for part in parts.values():
        for one in part if isinstance(part, list) else [part]:
            if "round" in one:
                found[one["group"], one["column"], one["round"]] = one
    return list(found.values())


def _core_sets(given: Given, jobs: int | None) -> list[list[int]]:
    """The cores of each process side by side: the last ones, since systems favour the first.

    One process at a time unless more are asked for; two for a quick look.
    """
    present = sorted(os.sched_getaffinity(0), reverse=True)
    count = given.number("--cores") or 1
    jobs = jobs or (2 if "--quick" in given.flags and len(present) >= 2 * count else 1)
    if count * jobs > len(present):
        most = f"--cores × --jobs ≤ {len(present)}"
        value = f"{count} × {jobs}"
        given.faults.append(
            fault("option_value", option="--cores, --jobs", expected=most, value=value)
        )
    return [sorted(present[i * count : (i + 1) * count]) for i in range(jobs)]


def _parts(given: Given, device: str) -> list[str]:
    """Which parts of the table; all for that device unless a quick look or some are named."""
    named = given.several("--part", list(PARTS))
    if REPLICA in named and device != "cuda":
        given.faults.append(fault("needs_gpu", value=REPLICA))
    own = [part for part in PARTS if part != REPLICA or device == "cuda"]
    return named or (["printed"] if "--quick" in given.flags else own)


def _precisions(given: Given, device: str) -> list[str]:
    """As asked for, float32 if nothing was; TF32 is a unit of GPUs."""
    named = given.several("--precision", list(PRECISIONS))
    if "tf32" in named and device != "cuda":
        given.faults.append(fault("needs_gpu", value="tf32"))
    return named or [PRECISIONS[0]]


def _plan(given: Given, wanted: Wanted, asked: dict[str, Any]) -> dict[str, Any]:
    """What is to be timed: the pairs that are meant for it, or those that are named."""
    quick = "--quick" in given.flags
    named = len(given.words) > 1
    pairs = [p for p in wanted.pairs if named or p.timed(asked["device"])]
    if quick and not named:
        pairs = [p for p in pairs if p.topic in QUICK_PAIRS]
    if lacking(REFERENCE):
        raise InputError([fault("package_missing", package="torch")])
    if not cells(pairs, wanted.lanes, asked["parts"]):
        raise InputError([fault("nothing_to_time", parts=", ".join(asked["parts"]))])
    # The whole programs are written for a CPU.
    whole = 0 if quick or asked["device"] != "cpu" else WHOLE_ROUNDS
    return asked | {
        "pairs": [p.id for p in pairs], "lanes": wanted.lanes, "block": BLOCK, "seed": SEED,
        "quick": quick, "whole": whole, "load": load(),
    }  # fmt: skip


def _say_missing(plan: dict[str, Any], say: Messages) -> None:
    for lane in plan["lanes"]:
        if names := lacking(lane):
            print(say("measure.lacking", lane=lane, packages=" ".join(names)), file=sys.stderr)


def _say_unfit(wanted: Wanted, jobs: int, say: Messages) -> None:
    """What is wrong with the machine, before anything starts; such a run is not published."""
    found = unfit(wanted.place, jobs)
    if found and wanted.place == PUBLISHED:
        raise InputError(found)
    for one in found:
        print(say("measure.anyway", fault=say.fault(one)), file=sys.stderr)
