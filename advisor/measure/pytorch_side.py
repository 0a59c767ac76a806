"""What the trials need of PyTorch: weights in and out, outputs, plain gradient descent."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import torch

from advisor.measure.layouts import PYTORCH_KINDS, Array


def seed(number: int) -> None:
    torch.manual_seed(number)


def modules(model: Any) -> Iterator[tuple[str, Any]]:
    """Kind and module of everything that holds weights, in the order of definition."""
    name = type(model).__name__
    if name in PYTORCH_KINDS:
        yield PYTORCH_KINDS[name], model
        return
    if any(p is not None for p in model._parameters.values()):
        yield name, model
    for child in model.children():
        yield from modules(child)


def _held(kind: str, module: Any) -> dict[str, Any]:
    """The tensors of a module by name, those that compare with the other side."""
    if kind not in PYTORCH_KINDS.values():
        own = [p for p in module._parameters.values() if p is not None]
        return {str(i): p for i, p in enumerate(own)}
    found = dict(module.named_parameters())
    if kind == "BatchNorm":
        found |= {n: b for n, b in module.named_buffers() if n.startswith("running")}
    if kind == "LSTM":
        if module.num_layers > 1 or module.bidirectional:
            raise ValueError("only LSTM of one layer and one direction can be compared")
        found.pop("bias_hh_l0", None)
    return found


def export(model: Any) -> dict[str, Array]:
    """Every weight as `kind.index.name`, in PyTorch's layout."""
    found: dict[str, Array] = {}
    counts: dict[str, int] = {}
    for kind, module in modules(model):
        index = counts[kind] = counts.get(kind, -1) + 1
        for name, tensor in _held(kind, module).items():
            found[f"{kind}.{index}.{name}"] = tensor.detach().numpy().copy()
        if kind == "MultiheadAttention":
            found[f"{kind}.{index}.heads"] = np.float32(module.num_heads)
    return found


def load(model: Any, weights: Mapping[str, Array]) -> None:
    """Put weights in place. An LSTM's second bias, which Keras lacks, is set to 0 and frozen."""
    counts: dict[str, int] = {}
    with torch.no_grad():
        for kind, module in modules(model):
            index = counts[kind] = counts.get(kind, -1) + 1
            for name, tensor in _held(kind, module).items():
                tensor.copy_(torch.from_numpy(np.array(weights[f"{kind}.{index}.{name}"])))
            if kind == "LSTM" and module.bias:
                module.bias_hh_l0.zero_().requires_grad_(False)


def forward(model: Any, inputs: Any) -> Any:
    """Outputs in evaluation mode."""
    model.eval()
    with torch.no_grad():
        return model(*inputs) if isinstance(inputs, list | tuple) else model(inputs)


def sgd(model: Any, rate: float) -> Any:
    """Plain stochastic gradient descent on what is trained."""
    return torch.optim.SGD([p for p in model.parameters() if p.requires_grad], lr=rate)


class Updates:
    """Counts the updates an optimizer makes."""

    def __init__(self, optimizer: Any) -> None:
        self._count = 0
        optimizer.register_step_post_hook(self._add)

    def _add(self, *_: object) -> None:
        self._count += 1

    def count(self) -> int:
        return self._count


def array(value: Any) -> Array | None:
    """A tensor or array as NumPy array; None for anything else."""
    if isinstance(value, torch.Tensor):
        return value.detach().numpy()
    return value if isinstance(value, np.ndarray) else None


def ready(model: Any, inputs: Any, compiled: bool) -> Any:
    """The model as a lane runs it."""
    return torch.compile(model) if compiled else model
