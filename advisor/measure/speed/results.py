"""From the samples of a run to its table: times, ratios with intervals, words, faults."""

from collections.abc import Iterable, Mapping
from statistics import median
from typing import Any

from advisor.measure.speed import checks
from advisor.measure.speed.lines import Line, Ratio
from advisor.measure.speed.ratios import Blocks, Interval, breakeven, compare, word
from advisor.measure.speed.schedule import MEASURES, NULL, measures
from advisor.pairs import REPLICA
from advisor.programs import LANES, REFERENCE

TIMED = tuple(MEASURES.values())
ONCE = ("import", "first_step", "start")  # one time per process, seconds
WHOLE = {"program": "seconds", "peak": "peak"}  # of a process that runs the whole program
BEFORE = {"precision": "float32", "device": "cpu"}  # in samples from when there was no choice
MEMORY = {"faster": "less", "slower": "more"}  # the words for memory
Sample = Mapping[str, Any]


def bases(column: str) -> list[str]:
    """What a column is compared with: Keras with plain and compiled PyTorch, PyTorch with
    plain PyTorch, a tuned variant with its own lane and nothing else."""
    lane, _, variant = column.partition(" ")
    if column != NULL and variant:
        return [lane]
    own = [REFERENCE, "pytorch-compile"] if lane.startswith("keras") else [REFERENCE]
    return [base for base in own if base != column]


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
    if checks.wrong_precision(record["canary"], sample["precision"]):
        found.append(("wrong_precision", f"{record['canary']:.4f}"))
    if checks.wrong_device(record["device"], sample["device"]):
        found.append(("wrong_device", record["device"]))
    if checks.not_compiled(sample["column"], record["compiler"]):
        found.append(("not_compiled", ""))
    if checks.not_synchronised(blocks, record["late"]):
        found.append(("not_synchronised", ""))
    return found


def _records(sample: Sample) -> dict[str, Sample]:
    return {record["measure"]: record for record in sample.get("benchmarks", [])}


def _series(samples: list[Sample], measure: str) -> Blocks:
    """The values of every round, of samples that are known to have them."""
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
    return found


def _status(samples: list[Sample], measure: str) -> tuple[str, str]:
    """ok, or the first thing that voids a cell."""
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
        if measure in TIMED and (wrong := faults(sample, records[measure])):
            return wrong[0]
    if samples and measure in TIMED and checks.not_steady(_series(samples, measure)):
        return "not_steady", ""
    return "ok", ""


def table(
    samples: Iterable[Sample],
    ceilings: Mapping[str, float] | None = None,
    refused: Mapping[tuple[str, str], tuple[str, str]] | None = None,
) -> list[Line]:
    """A line for every group, measure and column, from complete rounds only.

    `ceilings`: the operations per second this machine was seen to do at most, by precision.
    `refused`: status and message by group and column of what was not timed.
    """
    groups: dict[str, dict[str, dict[int, Sample]]] = {}
    for sample in samples:
        columns = groups.setdefault(sample["group"], {})
        columns.setdefault(sample["column"], {})[sample["round"]] = {**BEFORE, **sample}
    lines: list[Line] = []
    for group, columns in groups.items():
        rounds = sorted(set.intersection(*(set(found) for found in columns.values())))
        ordered = {
            name: [columns[name][number] for number in rounds]
            for name in sorted(columns, key=_place)
        }
        one = next(iter(columns.values()))[rounds[0]] if rounds else {}
        ceiling = (ceilings or {}).get(one.get("precision", ""))
        size = one.get("size", "")
        # of a replica's start only the first round is cold
        for measure in (*measures(size), *(() if size == REPLICA else ONCE)):
            lines += _lines(group, measure, ordered, ceiling)
        whole = {
            name: kept
            for name, found in ordered.items()
            if (kept := [sample for sample in found if sample.get("program")])
        }
        for measure in WHOLE:
            lines += _lines(group, measure, whole, None)
    lines += [
        Line(group=group, column=column, measure=measure, value=None, against={}, share=None,
             breakeven=None, status=status, message=message)
        for (group, column), (status, message) in (refused or {}).items()
        for measure in TIMED
    ]  # fmt: skip
    return lines


def _place(column: str) -> tuple[bool, int, str]:
    """The lanes in their order, the null lane, the tuned variants."""
    lane = column.partition(" ")[0]
    return column not in (lane, NULL), LANES.index(lane), column


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
            shares[name] = operations / _middle(times) / ceiling
            if checks.above_ceiling(shares[name]):
                states[name] = "above_ceiling", f"{shares[name]:.2f}"
                continue
        series[name] = times
    found = {
        name: {
            base: compare(times, series[base])
            for base in bases(name)
            if base in series and len(times) > 1
        }
        for name, times in series.items()
    }
    null = found.get(NULL, {}).get(REFERENCE)
    return [
        Line(
            group=group, column=name, measure=measure, share=shares.get(name),
            value=_middle(series[name]) if name in series else None,
            against={
                base: Ratio(interval=x, word=None if name == NULL else _word(x, null, measure))
                for base, x in found.get(name, {}).items()
            },
            breakeven=_breakeven(name, columns, series) if measure == "training" else None,
            status=states[name][0], message=states[name][1] or _resolved(columns[name], measure),
        )
        for name in columns
    ]  # fmt: skip


def _resolved(samples: list[Sample], measure: str) -> str:
    """In which precision a column computed that was told nothing of it."""
    told = [_records(x).get(measure) for x in samples if x["precision"] == "default"]
    return ", ".join(sorted({checks.digits(x["canary"]) for x in told if x}))


def _word(found: Interval, null: Interval | None, measure: str) -> str | None:
    said = word(found, null)
    return MEMORY.get(said or "", said) if measure == "peak" else said


def _middle(times: Blocks) -> float:
    """The median over rounds of the medians of their blocks."""
    return float(median(median(blocks) for blocks in times))


def _breakeven(
    name: str, columns: dict[str, list[Sample]], series: Mapping[str, Blocks]
) -> float | None:
    base = bases(name)[:1]
    if any(sample.get("size") == REPLICA for sample in columns[name]):
        return None
    if name == NULL or name not in series or not base or base[0] not in series:
        return None
    starts = [_middle(_series(columns[x], "start")) for x in (name, base[0])]
    extra = starts[0] - starts[1]
    return breakeven(extra, _middle(series[base[0]]), _middle(series[name]))


def _operations(columns: dict[str, list[Sample]]) -> int | None:
    """What was counted of an update on plain PyTorch: equal programs do equal work."""
    for sample in columns.get(REFERENCE, []):
        if found := _records(sample).get("training", {}).get("operations"):
            return int(found)
    return None
