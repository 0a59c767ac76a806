"""Jobs that need a process of their own: a whole program, and what the machine can do."""

import resource
import time
from typing import Any

from advisor.measure.speed.lane import bind, hide_others

SIZE = 1024  # rows of the square matrices of the ceiling
COPIED = 1 << 26  # numbers copied: 256 MiB, beyond any cache
REPEATS = 5


def program(job: dict[str, Any]) -> dict[str, Any]:
    """A pair's program as a reader runs it: seconds from the start of the process, peak memory.

    The figure it reaches is part of the result; peak is the largest resident set in KiB.
    """
    from advisor.measure.worker import load_snippet

    bind(job["cores"])
    hide_others(job["lane"])
    figure = float(load_snippet(job["file"], job["edits"]).main(job["seed"]))
    return {
        "seconds": time.time() - job["started"],
        "figure": figure,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
    }


def ceilings(job: dict[str, Any]) -> dict[str, float]:
    """The most this machine was seen to do on these cores, in float32.

    `flops`: operations per second of a matrix product, the better of NumPy and PyTorch;
    `bytes`: bytes read and written per second of a copy.
    """
    bind(job["cores"])
    import numpy as np
    import torch

    torch.set_num_threads(len(job["cores"]))
    rng = np.random.default_rng(0)  # random numbers: zeros are multiplied faster
    one, other = (rng.standard_normal((SIZE, SIZE)).astype("float32") for _ in range(2))
    first, second = torch.from_numpy(one), torch.from_numpy(other)
    product = min(_best(lambda: one @ other), _best(lambda: torch.mm(first, second)))
    source, target = np.ones(COPIED, "float32"), np.ones(COPIED, "float32")
    copy = _best(lambda: np.copyto(target, source))
    return {"flops": 2 * SIZE**3 / product, "bytes": 2 * source.nbytes / copy}


def _best(run: Any) -> float:
    """The shortest of some calls, in seconds."""
    times = []
    for _ in range(REPEATS + 1):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times[1:])
