"""A timing run with replaced processes: everything is equal, and JAX takes half the time."""

from collections.abc import Iterator
from typing import Any
from zlib import crc32

import numpy as np

from advisor.measure.gate import Row, compared
from advisor.measure.processes import Outcome
from advisor.measure.speed.schedule import MEASURES, measures
from advisor.programs import REFERENCE


def measured(told: dict[str, Any]) -> dict[str, Any]:
    """What the process of a case would have found."""
    rng = np.random.default_rng(crc32(f"{told['column']} {told['round']}".encode()))
    level = 0.1 if told["lane"] == "keras-jax" else 0.2
    exact = told["precision"] == "float32" or (
        told["precision"] == "default" and told["lane"] != "keras-jax"
    )
    record = {
        "seconds": (level * np.exp(rng.normal(0, 0.01, 5))).tolist(), "iterations": 1,
        "unit": 125, "late": 0.0, "busy": 1.0, "threads": {}, "compiler": {"graphs": 1},
        "start": 2.5, "import": 1.0, "first_step": 1.0, "operations": 10**7,
        "canary": 1024.1024 if exact else 1024.0, "device": told["device"],
        "frameworks": ["jax" if told["lane"] == "keras-jax" else "torch"],
    }  # fmt: skip
    timed = measures(told["size"])
    return {
        "benchmarks": [record | {"measure": x} for x in MEASURES.values() if x in timed],
        "failures": {},
    }


class Replaced:
    """What stands in for the processes of a run.

    `jobs`: the cases that were run. A test may change the rest. `fail`: status and message,
    or an exception to raise, by column; `refused`: status and message that the gate gives a
    column; `other`: what processes that are no cases find; `measured`: what cases find.
    """

    def __init__(self) -> None:
        self.jobs: list[dict[str, Any]] = []
        self.fail: dict[str, Any] = {}
        self.refused: dict[str, tuple[str, str]] = {}
        self.measured = measured
        most = dict.fromkeys(("float32", "tf32", "bfloat16", "default"), 1e11)
        self.other: dict[str, dict[str, Any]] = {
            "ceilings": {"flops": most, "bytes": 1e10},
            "device": {"device": "cpu"},
            "program": {"seconds": 5.0, "figure": 0.92, "peak": 300 * 1024},
        }

    def gate(self, workers: Any, pairs: Any, columns: Any) -> Iterator[Row]:
        for pair in pairs:
            for column in compared(pair, columns):
                passed = ("reference" if column == REFERENCE else "equal", "")
                status, message = self.refused.get(column, passed)
                workers.started({"pair": pair.id, "column": column})
                yield Row(pair=pair.id, lane=column, status=status, message=message, stages=[])

    def run(self, told: dict[str, Any]) -> Outcome:
        if told["kind"] == "case":
            self.jobs.append(told)
        found = self.fail.get(told.get("column", ""))
        if isinstance(found, BaseException):
            raise found
        status, message = found or ("ok", "")
        values = self.other.get(told["kind"]) or self.measured(told)
        if status != "ok":
            values = {}
        return Outcome(status=status, values=values, arrays=None, message=message)
