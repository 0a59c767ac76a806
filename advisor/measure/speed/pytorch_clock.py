"""What the timing needs of PyTorch: epochs, inference, settings read back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch.utils.data import DataLoader


@contextmanager
def watched(model: Any, boundary: Callable[[], None]) -> Iterator[None]:
    """Have `boundary` called whenever a loader starts over: an epoch of training."""
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


def synchronise(model: Any) -> None:
    """Wait until the last update has arrived."""
    if torch.cuda.is_available():  # pragma: no cover (needs a GPU)
        torch.cuda.synchronize()


def predictor(model: Any, inputs: Any) -> Callable[[], Any]:
    """One call in evaluation mode without gradients; the result is on the host."""
    given = inputs if isinstance(inputs, tuple) else (inputs,)
    model.eval()

    @torch.inference_mode()
    def predict() -> Any:
        return model(*given).numpy(force=True)

    return predict


def operations(update: Callable[[], None]) -> int:
    """Floating-point operations of the products and convolutions of one update.

    A lower bound: what PyTorch's counter knows.
    """
    from torch.utils.flop_counter import FlopCounterMode

    with FlopCounterMode(display=False) as counter:
        update()
    return int(counter.get_total_flops())


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
    }


def canary() -> float:
    """A product of 1,024 terms of 1.0001: 1024.1 in float32, 1024.0 with shorter numbers."""
    return float(torch.full((1, 1024), 1.0001) @ torch.ones(1024, 1))


def device() -> str:
    """Where a result lies."""
    return str(torch.ones(1).device)
