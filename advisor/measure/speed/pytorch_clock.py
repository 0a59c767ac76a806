"""What the timing needs of PyTorch: epochs, inference, settings read back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch.utils.data import DataLoader


def place(model: Any, device: str) -> Any:
    """The model on that device, as a program for it would have it."""
    return model.to(device)


@contextmanager
def moving(model: Any) -> Iterator[None]:
    """Move every batch to where the model is: `x = x.to(device)` in the loop of a program.

    On a CPU nothing is done, since the programs are written for one.
    """
    device = _where(model)
    if device == "cpu":
        yield
        return
    iterate = DataLoader.__iter__

    def moved(loader: Any) -> Any:
        return ([part.to(device) for part in batch] for batch in iterate(loader))

    DataLoader.__iter__ = moved  # type: ignore[method-assign]
    try:
        yield
    finally:
        DataLoader.__iter__ = iterate  # type: ignore[method-assign]


@contextmanager
def watched(model: Any, boundary: Callable[[], None]) -> Iterator[None]:
    """Have `boundary` called whenever a loader starts over: an epoch of training."""
    with moving(model):
        iterate = DataLoader.__iter__

        def counted(loader: Any) -> Any:
            synchronise(model)
            boundary()
            return iterate(loader)

        DataLoader.__iter__ = counted  # type: ignore[method-assign]
        try:
            yield
        finally:
            DataLoader.__iter__ = iterate  # type: ignore[method-assign]


def _where(model: Any) -> str:
    return next(model.parameters()).device.type  # type: ignore[no-any-return]


def synchronise(model: Any) -> None:
    """Wait until the last update has arrived."""
    if torch.cuda.is_available():  # pragma: no cover (needs a GPU)
        torch.cuda.synchronize()


def predictor(model: Any, inputs: Any) -> Callable[[], Any]:
    """One call in evaluation mode without gradients; the result is on the host."""
    given = inputs if isinstance(inputs, tuple) else (inputs,)
    device = _where(model)
    model.eval()

    @torch.inference_mode()
    def predict() -> Any:
        return model(*given).numpy(force=True)

    @torch.inference_mode()
    def predict_there() -> Any:  # NumPy knows no bfloat16
        return model(*(part.to(device) for part in given)).float().numpy(force=True)

    as_written = device == "cpu" and not torch.is_autocast_enabled(device)
    return predict if as_written else predict_there


def operations(update: Callable[[], None]) -> int:
    """Floating-point operations of the products and convolutions of one update.

    A lower bound: what PyTorch's counter knows.
    """
    from torch.utils.flop_counter import FlopCounterMode

    with FlopCounterMode(display=False) as counter:
        update()
    return int(counter.get_total_flops())


def set_precision(precision: str) -> None:
    """Of float32 products: with all digits, or those of TF32."""
    if precision == "default":
        return
    torch.set_float32_matmul_precision("high" if precision == "tf32" else "highest")
    torch.backends.cudnn.allow_tf32 = precision == "tf32"


@contextmanager
def precise(precision: str, device: str) -> Iterator[None]:
    """What a program in that precision runs in: autocast for bfloat16."""
    with torch.autocast(device, torch.bfloat16, enabled=precision == "bfloat16"):
        yield


def set_threads(count: int) -> None:
    """Before the first operation."""
    torch.set_num_threads(count)


def threads() -> dict[str, int]:
    """The framework's own settings, read back."""
    return {"intra_op": torch.get_num_threads()}


def compiler(model: Any) -> dict[str, Any]:
    """What was really compiled in this process."""
    from torch._dynamo.utils import counters

    stats = counters["stats"]
    return {
        "graphs": int(stats.get("unique_graphs", 0)),
        "breaks": sum(counters["graph_break"].values()),
        "recompiles": sum(counters["recompiles"].values()),
        "mode": "default" if stats else "eager",
        "cudagraph_skips": int(counters["inductor"]["cudagraph_skips"]),
    }


def canary(model: Any) -> float:
    """A product of 1,024 terms of 1.0001, where the model is: 1024.1 in float32, 1024.0 with
    the digits of TF32 or bfloat16. Large enough for the units that shorten it."""
    terms, ones = (torch.full((1024, 1024), x, device=_where(model)) for x in (1.0001, 1.0))
    return float((terms @ ones)[0, 0])


def device(model: Any) -> str:
    """Where the model is."""
    return _where(model)


def device_peak() -> int | None:
    """Most bytes that were held on the GPU; None without one."""
    if not torch.cuda.is_available():
        return None
    return int(torch.cuda.max_memory_allocated())  # pragma: no cover (needs a GPU)
