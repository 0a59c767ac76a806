"""Runs `case.py` under pytest-benchmark in this process and returns what it recorded."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from advisor.measure.speed.schedule import MEASURES, measures

JOB = "KERAS_OR_PYTORCH_CASE"  # the environment variable that names the job's file


class _Failures:
    """A plugin that keeps the message of everything that fails."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            crash = getattr(report.longrepr, "reprcrash", None)
            self.found[MEASURES[report.location[2]]] = str(
                crash.message if crash else report.longrepr
            )


def run_case(job: dict[str, Any]) -> dict[str, Any]:
    """`benchmarks`: raw seconds and what was read back of each measure; `failures` by measure."""
    given, result = Path("case").absolute(), Path("benchmark.json").absolute()
    given.write_text(json.dumps(job), "utf-8")
    os.environ[JOB] = str(given)
    # Nothing else belongs in this process: no plugin, and no option of whoever started it.
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.environ.pop("PYTEST_ADDOPTS", None)
    failures = _Failures()
    timed = measures(job["size"])
    wanted = {name.partition("[")[0] for name, measure in MEASURES.items() if measure in timed}
    code = pytest.main(
        [str(Path(__file__).with_name("case.py")), "--noconftest", "-q", "-c", os.devnull,
         "--rootdir", ".", "-p", "no:cacheprovider", "-p", "pytest_benchmark.plugin",
         f"--benchmark-json={result}", "-k", " or ".join(wanted)],
        plugins=[failures],
    )  # fmt: skip
    if not result.exists() and not failures.found:
        raise RuntimeError(f"pytest ended with {code!s} and no result")
    document = json.loads(result.read_text("utf-8")) if result.exists() else {"benchmarks": []}
    return {
        "benchmarks": [
            {"measure": MEASURES[one["name"]], "seconds": one["stats"]["data"],
             "iterations": one["stats"]["iterations"], **one["extra_info"]}
            for one in document["benchmarks"]
        ],
        "failures": failures.found,
    }  # fmt: skip
