"""Jobs that need a process of their own: a whole program, and what the machine can do."""

import resource
import time
from collections.abc import Callable
from functools import partial
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
    """The most this lane's framework was seen to do on these cores, or on its GPU.

    `flops`: by precision, operations per second of a matrix product, for plain PyTorch and
    float32 on a CPU the better of NumPy and PyTorch; `bytes`, for plain PyTorch: bytes read
    and written per second of a copy.
    """
    bind(job["cores"])
    if job["lane"].startswith("keras"):
        hide_others(job["lane"])
        return {"flops": {precision: _keras_product(precision) for precision in job["precisions"]}}
    import torch
    from numpy import matmul

    torch.set_num_threads(len(job["cores"]))
    device, size = job["device"], SIZES[job["device"]]

    def finish(_: Any) -> None:
        if torch.cuda.is_available():  # pragma: no cover (needs a GPU)
            torch.cuda.synchronize()

    flops = {}
    for precision in job["precisions"]:
        short = precision in ("tf32", "default")  # a default may be TF32
        torch.set_float32_matmul_precision("high" if short else "highest")
        kind = torch.bfloat16 if precision == "bfloat16" else torch.float32
        # random numbers: zeros are multiplied faster
        one, other = (torch.randn(size, size, device=device, dtype=kind) for _ in range(2))
        product = _best(partial(torch.mm, one, other), finish)
        if device == "cpu" and precision != "bfloat16":
            product = min(product, _best(partial(matmul, one.numpy(), other.numpy()), finish))
        flops[precision] = 2 * size**3 / product
    source = torch.ones(COPIED, device=device)
    target = torch.empty_like(source)
    copy = _best(lambda: target.copy_(source), finish)
    return {"flops": flops, "bytes": 2 * source.nbytes / copy}


def _keras_product(precision: str) -> float:
    """Operations per second of a matrix product by the backend of this process."""
    import keras

    kind = "bfloat16" if precision == "bfloat16" else "float32"
    one, other = (keras.random.normal((SIZES["cpu"],) * 2, dtype=kind) for _ in range(2))
    seconds = _best(lambda: keras.ops.matmul(one, other), lambda product: float(product[0, 0]))
    return 2 * SIZES["cpu"] ** 3 / seconds


def _best(run: Callable[[], Any], finish: Callable[[Any], object]) -> float:
    """The shortest of some calls, in seconds, each until its result is there."""
    times = []
    for _ in range(REPEATS + 1):
        start = time.perf_counter()
        finish(run())
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
