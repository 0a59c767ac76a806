"""The equality gate: every lane of every pair against the reference lane of the pair.

For each pair the reference runs first, since all lanes start from its weights; then its
other lanes and its tuned variants, side by side.
"""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from advisor.frozen import Frozen
from advisor.measure.equality import Stage, compare
from advisor.measure.processes import Job, Outcome, Workers
from advisor.pairs import Pair
from advisor.programs import REFERENCE


class Row(Frozen):
    """What the gate found of one lane of a pair, or of a tuned variant on it (`lane variant`).

    `status` is equal, refused, reference (nothing to compare with), no_reference (it
    failed), or that of an outcome that is not ok; `stages` is empty unless compared.
    """

    __slots__ = ("lane", "message", "pair", "stages", "status")
    pair: str
    lane: str
    status: str
    message: str
    stages: list[Stage]

    def closest(self) -> Stage | None:
        """The stage nearest its limit or furthest beyond it."""
        return max(self.stages, key=_used, default=None)

    def to_json(self) -> dict[str, Any]:
        return {
            "pair": self.pair, "lane": self.lane, "status": self.status, "message": self.message,
            "stages": {
                s.name: {"difference": _digits(s.difference), "tolerance": s.tolerance,
                         "where": s.where, "passed": s.passed}
                for s in self.stages
            },
        }  # fmt: skip


def _used(stage: Stage) -> float:
    """The share of its tolerance that a difference takes."""
    if stage.tolerance:
        return stage.difference / stage.tolerance
    return float("inf") if stage.difference else 0.0


def _digits(number: float) -> float | str:
    """Two digits are what a difference is worth; JSON knows no infinity."""
    return float(f"{number:.2g}") if np.isfinite(number) else "not comparable"


def compared(pair: Pair, columns: Collection[str]) -> list[str]:
    """Those of the columns that the pair has, after the reference, which always runs."""
    return [REFERENCE, *(x for x in pair.columns() if x in columns and x != REFERENCE)]


def gate(workers: Workers, pairs: list[Pair], columns: Collection[str]) -> Iterator[Row]:
    """One row for each pair and lane or variant of `columns`, as they end."""
    by_id = {pair.id: pair for pair in pairs}
    references: dict[str, Outcome] = {}

    def others(job: Job, outcome: Outcome) -> list[Job]:
        if job["column"] != REFERENCE:
            return []
        pair = by_id[job["pair"]]
        references[pair.id] = outcome
        if outcome.status != "ok":
            return []
        weights = _weights(workers.folder / f"{pair.topic}.npz", outcome)
        return [_trial(pair, column, weights) for column in compared(pair, columns)[1:]]

    for job, outcome in workers.all([_trial(p, REFERENCE, None) for p in pairs], others):
        pair = by_id[job["pair"]]
        yield judge(pair, job["column"], outcome, references[pair.id])
        if outcome.status != "ok" and job["column"] == REFERENCE:
            for column in compared(pair, columns)[1:]:
                yield judge(pair, column, outcome, outcome)


def _trial(pair: Pair, column: str, weights: Path | None) -> Job:
    lane = column.partition(" ")[0]
    return {
        "kind": "trial", "pair": pair.id, "file": str(pair.file(lane)), "lane": lane,
        "column": column, "edits": pair.edits(column),
        "rows": pair.facts["rows"], "sgd_rate": pair.facts["sgd_rate"],
        "weights": str(weights) if weights else None,
    }  # fmt: skip


def _weights(place: Path, outcome: Outcome) -> Path:
    """The first weights of the reference, in a file of their own."""
    _, arrays = _read(outcome)
    prefix = "weights."
    own = {n.removeprefix(prefix): a for n, a in arrays.items() if n.startswith(prefix)}
    np.savez(place, **own)
    return place


def _read(outcome: Outcome) -> tuple[dict[str, Any], dict[str, Any]]:
    assert outcome.arrays is not None
    with np.load(outcome.arrays) as arrays:
        return outcome.values, {n: arrays[n] for n in arrays.files}


def judge(pair: Pair, column: str, outcome: Outcome, reference: Outcome) -> Row:
    """The row of one lane or variant, from what it and the reference did."""
    stages: list[Stage] = []
    status, message = outcome.status, outcome.message
    if column == REFERENCE:
        status = "reference" if status == "ok" else status
    elif reference.status != "ok":
        status, message = "no_reference", f"{REFERENCE} {reference.status}: {reference.message}"
    elif status == "ok":
        found = compare(_read(outcome), _read(reference), pair.facts["band"])
        stages = [s for s in found if s.name not in pair.facts.get("skipped", {})]
        refused = [s for s in stages if not s.passed]
        status = "refused" if refused else "equal"
        message = ", ".join(f"{s.name} ({s.where})" for s in refused)
    return Row(pair=pair.id, lane=column, status=status, message=message, stages=stages)
