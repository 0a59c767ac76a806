"""From the samples of a run to its table: times, ratios with intervals, words, faults."""

from collections.abc import Iterable, Mapping
from statistics import median
from typing import Any

import numpy as np

from advisor.frozen import Frozen
from advisor.measure.speed import checks
from advisor.measure.speed.ratios import Blocks, Interval, compare, word
from advisor.measure.speed.schedule import MEASURES, NULL
from advisor.pairs import LANES, REFERENCE

UNSTEADY = 0.2  # of a cell's samples, from which on the cell is unsteady
TIMED = tuple(MEASURES.values())
ONCE = ("import", "first_step")  # one time per process, seconds
WHOLE = {"program": "seconds", "peak": "peak"}  # of a process that runs the whole program
Sample = Mapping[str, Any]


class Line(Frozen):
    """One measure of a column of a group.

    `value`: median over rounds, in seconds of an update, a call or the whole, or in KiB of
    memory. `status`: ok, or the fault that voids the value; `ratio` and `word` compare with
    plain PyTorch; `share`: of the arithmetic this machine was seen to do at most.
    """

    __slots__ = (
        "column", "group", "measure", "message", "ratio", "share", "status", "value", "word",
    )  # fmt: skip
    group: str
    column: str
    measure: str
    value: float | None
    ratio: Interval | None
    word: str | None
    share: float | None
    status: str
    message: str

    def to_json(self) -> dict[str, Any]:
        ratio = self.ratio
        return {
            "group": self.group, "column": self.column, "measure": self.measure,
            "value": self.value, "status": self.status, "message": self.message,
            "share": self.share,
            "ratio": ratio and {"ratio": ratio.ratio, "low": ratio.low, "high": ratio.high,
                                "rounds": ratio.rounds},
            "word": self.word,
        }  # fmt: skip


def faults(sample: Sample, record: Sample) -> list[tuple[str, str]]:
    """Name and detail of everything that is wrong with one timed series of a sample."""
    lane, found = sample["lane"], []
    others = checks.second_framework(lane, record["frameworks"])
    wrong = checks.wrong_threads(record["threads"], sample["threads"], record["busy"])
    blocks = [seconds * record["iterations"] for seconds in record["seconds"]]
    if others:
        found.append(("second_framework", ", ".join(others)))
    if wrong:
        found.append(("wrong_threads", ", ".join(wrong)))
    if checks.not_compiled(lane, record["compiler"]):
        found.append(("not_compiled", ""))
    if checks.not_synchronised(blocks, record["late"]):
        found.append(("not_synchronised", ""))
    if checks.not_steady(blocks):
        found.append(("not_steady", ""))
    return found


def _records(sample: Sample) -> dict[str, Sample]:
    return {record["measure"]: record for record in sample.get("benchmarks", [])}


def _series(samples: list[Sample], measure: str) -> Blocks:
    """Values as (rounds, blocks) of samples that are known to have them."""
    found = []
    for sample in samples:
        if measure in WHOLE:
            found.append([sample["program"][WHOLE[measure]]])
        elif measure in ONCE:
            found.append([sample["benchmarks"][0][measure]])
        else:
            record = _records(sample)[measure]
            # an epoch is told as its updates, a call as itself
            unit = record["unit"] if measure == "training" else 1
            found.append([seconds / unit for seconds in record["seconds"]])
    return np.array(found)


def _status(samples: list[Sample], measure: str) -> tuple[str, str]:
    """ok, or the first thing that voids a cell. A few unsteady samples do not."""
    unsteady = 0
    for sample in samples:
        outcome = sample["program"] if measure in WHOLE else sample
        if outcome["status"] != "ok":
            return outcome["status"], outcome["message"]
        if measure in WHOLE:
            if not outcome["holds"]:
                return "below", ""
            continue
        records, failures = _records(sample), sample["failures"]
        known = records if measure in ONCE else {measure} & set(records)
        if not known or measure in failures:
            return "failed", failures.get(measure, next(iter(failures.values()), ""))
        for name, detail in faults(sample, records[measure]) if measure in TIMED else ():
            if name != "not_steady":
                return name, detail
            unsteady += 1
    return ("not_steady", "") if unsteady > UNSTEADY * len(samples) else ("ok", "")


def table(samples: Iterable[Sample], ceiling: float | None = None) -> list[Line]:
    """A line for every group, measure and column, from complete rounds only.

    `ceiling`: the operations per second this machine was seen to do at most.
    """
    groups: dict[str, dict[str, dict[int, Sample]]] = {}
    for sample in samples:
        columns = groups.setdefault(sample["group"], {})
        columns.setdefault(sample["column"], {})[sample["round"]] = sample
    lines: list[Line] = []
    for group, columns in groups.items():
        rounds = sorted(set.intersection(*(set(found) for found in columns.values())))
        ordered = {
            name: [columns[name][number] for number in rounds]
            for name in (*LANES, NULL)
            if name in columns
        }
        for measure in (*TIMED, *ONCE):
            lines += _lines(group, measure, ordered, ceiling)
        whole = {
            name: kept
            for name, found in ordered.items()
            if (kept := [sample for sample in found if sample.get("program")])
        }
        for measure in WHOLE:
            lines += _lines(group, measure, whole, None)
    return lines


def _lines(
    group: str, measure: str, columns: dict[str, list[Sample]], ceiling: float | None
) -> list[Line]:
    states, series = {}, {}
    operations = _operations(columns) if measure == "training" else None
    shares: dict[str, float] = {}
    for name, samples in columns.items():
        states[name] = _status(samples, measure)
        if not samples or states[name][0] != "ok":
            continue
        times = _series(samples, measure)
        if operations and ceiling:
            shares[name] = operations / float(np.median(times)) / ceiling
            if checks.above_ceiling(shares[name]):
                states[name] = "above_ceiling", f"{shares[name]:.2f}"
                continue
        series[name] = times
    base = series.get(REFERENCE)
    ratios = {
        name: compare(times, base)
        for name, times in series.items()
        if name != REFERENCE and base is not None and len(base) > 1
    }
    null = ratios.get(NULL)
    found = []
    for name in columns:
        ratio = ratios.get(name)
        found.append(
            Line(
                group=group, column=name, measure=measure, ratio=ratio, share=shares.get(name),
                value=float(median(np.median(series[name], 1))) if name in series else None,
                word=word(ratio, null) if ratio and name != NULL else None,
                status=states[name][0], message=states[name][1],
            )
        )  # fmt: skip
    return found


def _operations(columns: dict[str, list[Sample]]) -> int | None:
    """What was counted of an update on plain PyTorch: equal programs do equal work."""
    for sample in columns.get(REFERENCE, []):
        if found := _records(sample).get("training", {}).get("operations"):
            return int(found)
    return None
