"""What the probes of PyTorch share."""

import warnings
from collections.abc import Callable
from typing import Any

import torch


def f32(*values: Any) -> Any:
    """Rows of float32."""
    return torch.tensor(values, dtype=torch.float32)


def number(tensor: Any) -> float:
    return float(tensor.detach())


def largest(tensor: Any) -> float:
    return float(tensor.detach().abs().max())


def works(call: Callable[..., Any], *arguments: Any) -> bool:
    """Whether a call is accepted; any error is a refusal."""
    try:
        call(*arguments)
    except Exception:
        return False
    return True


def quiet(call: Callable[[], Any]) -> Any:
    """What a call returns that warns of the very thing the row is about."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return call()


def shape(tensor: Any) -> str:
    return str(tuple(tensor.shape))


def weight(start: float = 0.0) -> Any:
    return torch.tensor(start, requires_grad=True)


def steps(optimizer: Any, gradients: list[float]) -> list[float]:
    """How far each update moves the optimizer's weight against its gradient."""
    weight = optimizer.param_groups[0]["params"][0]
    sizes = []
    for gradient in gradients:
        before = number(weight)
        weight.grad = torch.tensor(gradient)
        optimizer.step()
        sizes.append(before - number(weight))
    return sizes
