"""Jobs that need a process of their own: a whole program, and what the machine can do."""

import resource
import time
from typing import Any

from advisor.measure.speed.lane import bind, hide_others

SIZES = {"cpu": 1024, "cuda": 8192}  # rows of the square matrices of the ceiling
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


def ceilings(job: dict[str, Any]) -> dict[str, Any]:
    """The most this machine was seen to do on these cores, or on its GPU.

    `flops`: by precision, operations per second of a matrix product, for float32 on a CPU
    the better of NumPy and PyTorch; `bytes`: bytes read and written per second of a copy.
    """
    bind(job["cores"])
    import torch

    torch.set_num_threads(len(job["cores"]))
    device, size = job["device"], SIZES[job["device"]]
    flops = {}
    for precision in job["precisions"]:
        short = precision in ("tf32", "default")  # a default may be TF32
        torch.set_float32_matmul_precision("high" if short else "highest")
        kind = torch.bfloat16 if precision == "bfloat16" else torch.float32
        # random numbers: zeros are multiplied faster
        one, other = (torch.randn(size, size, device=device, dtype=kind) for _ in range(2))
        product = _best(lambda one=one, other=other: torch.mm(one, other), torch)
        if device == "cpu" and precision != "bfloat16":
            left, right = one.numpy(), other.numpy()
            product = min(product, _best(lambda left=left, right=right: left @ right, torch))
        flops[precision] = 2 * size**3 / product
    source = torch.ones(COPIED, device=device)
    target = torch.empty_like(source)
    copy = _best(lambda: target.copy_(source), torch)
    return {"flops": flops, "bytes": 2 * source.nbytes / copy}


def _best(run: Any, torch: Any) -> float:
    """The shortest of some calls, in seconds; on a GPU until the result is there."""
    times = []
    for _ in range(REPEATS + 1):
        start = time.perf_counter()
        run()
        if torch.cuda.is_available():  # pragma: no cover (needs a GPU)
            torch.cuda.synchronize()
        times.append(time.perf_counter() - start)
    return min(times[1:])


def device(job: dict[str, Any]) -> dict[str, str]:
    """Where this lane's framework puts a result when nothing is said."""
    hide_others(job["lane"])
    if job["lane"].startswith("keras"):
        from advisor.measure.speed import keras_clock

        return {"device": keras_clock.device(None)}
    import torch

    return {"device": "cuda" if torch.cuda.is_available() else "cpu"}
