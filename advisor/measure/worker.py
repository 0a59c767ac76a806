"""`python -m advisor.measure.worker JOB OUT`: one job in a process of its own.

JOB is a JSON file: kind, file of the snippet, lane, and what the kind needs. The result
goes to OUT.json and, if there are arrays, OUT.npz; both appear only when complete.
"""

import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from advisor.programs import edited


def load_snippet(path: str, edits: list[list[str]] | None = None) -> ModuleType:
    """Import a snippet by its path; its folder is on the import path as if it were run.

    With `edits`, the changes of a tuned variant, a changed copy in this folder is imported.
    """
    sys.path.insert(0, os.path.dirname(path))
    if edits:
        text = edited(Path(path).read_text("utf-8"), edits)
        path = os.path.abspath(os.path.basename(path))
        Path(path).write_text(text, "utf-8")
    spec = importlib.util.spec_from_file_location(Path(path).stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def trial(job: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Everything the equality gate compares, and the first weights if none were given."""
    import numpy as np

    from advisor.measure.trials import Trial

    module = load_snippet(job["file"], job["edits"])
    if job["lane"].startswith("keras"):
        from advisor.measure import keras_side as side
    else:
        from advisor.measure import pytorch_side as side  # type: ignore[no-redef]
    made = Trial(
        module, side,
        rows=job["rows"], sgd_rate=job["sgd_rate"], compiled=job["lane"] == "pytorch-compile",
    )  # fmt: skip
    weights = dict(np.load(job["weights"])) if job["weights"] else made.start_weights()
    values, arrays = made.run(weights)
    return values, arrays | {f"weights.{n}": a for n, a in weights.items()}


def figure(job: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What `main` returns for each seed, with the seconds it took."""
    module = load_snippet(job["file"])
    found = []
    for seed in job["seeds"]:
        start = time.perf_counter()
        reached = float(module.main(seed))
        seconds = round(time.perf_counter() - start, 2)
        found.append({"seed": seed, "figure": reached, "seconds": seconds})
    return {"results": found}, {}


def sample(job: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the article's sample does for each seed, by the driver that history uses too."""
    found = []
    for seed in job["seeds"]:
        command = [sys.executable, job["driver"], job["file"], "--seed", str(seed)]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
        found.append({"seed": seed, **json.loads(done.stdout.splitlines()[-1])})
    return {"results": found}, {}


def defaults(job: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Every default of one side."""
    from advisor.measure.defaults import read

    return read(job["side"]), {}


def api(job: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the core package of a side offers, by kind."""
    from advisor.measure.api import read

    return read(job["side"]), {}


def attempt(job: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What became of a program of the laboratory."""
    from advisor.measure import attempts

    return attempts.attempt(job), {}


def case(job: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What pytest-benchmark measured of a case, and what failed of it."""
    from advisor.measure.speed.run_case import run_case

    return run_case(job), {}


def program(job: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """A pair's program from the start of the process to its figure."""
    from advisor.measure.speed import whole

    return whole.program(job), {}


def profile(job: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Where the time of a pair goes."""
    from advisor.measure.speed import profiling

    return profiling.profile(job), {}


def ceilings(job: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What this machine can do at most."""
    from advisor.measure.speed import whole

    return whole.ceilings(job), {}


def device(job: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Which device this lane uses here."""
    from advisor.measure.speed import whole

    return whole.device(job), {}


JOBS = {
    "trial": trial, "figure": figure, "sample": sample, "defaults": defaults, "case": case,
    "program": program, "ceilings": ceilings, "device": device, "attempt": attempt,
    "api": api, "profile": profile,
}  # fmt: skip

PR_SET_PDEATHSIG = 1  # from linux/prctl.h
LOCAL = ("127.0.0.1", "::1", "localhost", "", None)


def foreign_host(event: str, arguments: tuple[Any, ...]) -> str | None:
    """The other machine that an audit event reaches for, if any."""
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return None
    return None if host in LOCAL else str(host)


def no_network(event: str, arguments: tuple[Any, ...]) -> None:  # pragma: no cover (not traced)
    """Audit hook: a program that reaches for another machine fails at once, and says so."""
    host = foreign_host(event, arguments)
    if host is not None:
        raise ConnectionError(f"{host}: programs run here without network")


def die_with_parent() -> None:
    """Have Linux end this process when the one that started it is killed outright."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def main(job_file: str, out: str) -> None:
    die_with_parent()
    sys.addaudithook(no_network)
    job = json.loads(Path(job_file).read_text("utf-8"))
    values, arrays = JOBS[job["kind"]](job)
    if arrays:
        import numpy as np

        np.savez(f"{out}.npz", **arrays)
    part = Path(f"{out}.part")
    part.write_text(json.dumps(values), "utf-8")
    part.replace(f"{out}.json")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
