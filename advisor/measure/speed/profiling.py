"""Where the time of a program goes: a pair on a lane under Python's own profiler.

The profiler counts the calls of the thread that trains or infers, and slows Python down by
that. So the number of calls can be relied on, and of the times only what is largest. What a
framework compiled is one call; the calls of JAX are of a kind that the profiler does not
see, and their time counts as that of the function that makes them.
"""

import cProfile
import re
import sysconfig
from types import CodeType
from typing import Any

from advisor.measure.speed.case import BATCHES, Case, first

WARM = 2  # epochs, or calls of inference, before the profiler begins
CALLS = 50  # of inference
LARGEST = 5  # functions that are named
WRITTEN = r"\bc[a-z2-7]{51}\b"  # a module that PyTorch's compiler wrote; never the same name
PACKAGES = tuple(sysconfig.get_paths()[name] for name in ("purelib", "platlib", "stdlib"))


def profile(job: dict[str, Any]) -> dict[str, Any]:
    """For training and both batches of inference: calls for each update or call, and the
    functions with the largest shares of the time."""
    case = Case(job)
    measures = {"training": _training(case)}
    for batch in BATCHES:
        measures[f"inference_{batch}"] = _inference(case, batch)
    return {"measures": measures}


def _training(case: Case) -> dict[str, Any]:
    """The epoch that follows the warm ones, from its start to that of the next."""
    profiler = cProfile.Profile()
    begun = 0

    def boundary() -> None:
        nonlocal begun
        begun += 1
        if begun == WARM + 1:
            profiler.enable()
        elif begun == WARM + 2:
            profiler.disable()

    with case.clock.watched(case.model, boundary):
        case.train(WARM + 2)
    return summary(profiler, case.updates)


def _inference(case: Case, batch: int) -> dict[str, Any]:
    profiler = cProfile.Profile()
    with case.precise():
        predict = case.clock.predictor(case.model, first(case.test[0], batch))
        for _ in range(WARM):
            predict()
        profiler.enable()
        for _ in range(CALLS):
            predict()
        profiler.disable()
    return summary(profiler, CALLS)


def summary(profiler: cProfile.Profile, units: int) -> dict[str, Any]:
    """`calls` of functions written in Python and `builtin` ones, of each of so many units;
    `largest`: functions with the share of the profiled time that was spent in themselves."""
    entries = profiler.getstats()
    python = sum(entry.callcount for entry in entries if isinstance(entry.code, CodeType))
    builtin = sum(entry.callcount for entry in entries) - python
    whole = sum(entry.inlinetime for entry in entries)
    largest = sorted(entries, key=lambda entry: -entry.inlinetime)[:LARGEST]
    return {
        "units": units, "calls": python / units, "builtin": builtin / units,
        "largest": [[name(entry.code), entry.inlinetime / whole] for entry in largest],
    }  # fmt: skip


def name(code: CodeType | str) -> str:
    """A function as one writes it: module and name, without places of this machine."""
    if isinstance(code, str):
        told = re.sub(r"^<(?:built-in )?(?:method |function )?| at 0x\w+|>$", "", code)
        return re.sub(WRITTEN, "torchinductor", told)
    path = code.co_filename
    if "torchinductor" in path:
        return f"torchinductor.{code.co_qualname}"
    for folder in PACKAGES:
        path = path.removeprefix(f"{folder}/")
    module = path.rpartition("/")[2] if path.startswith("/") else path
    return f"{module.removesuffix('.py').replace('/', '.')}.{code.co_qualname}"
