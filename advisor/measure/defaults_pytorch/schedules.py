"""PyTorch: probes of the topic schedules."""

from collections.abc import Callable
from typing import Any

import torch
from torch.optim import lr_scheduler

from advisor.measure.defaults_pytorch import common


def _sgd(rate: float) -> Any:
    return torch.optim.SGD([common.weight()], rate)


def _rate(optimizer: Any) -> float:
    return float(optimizer.param_groups[0]["lr"])


def plateau_epochs() -> int:
    optimizer = _sgd(1.0)
    scheduler = lr_scheduler.ReduceLROnPlateau(optimizer)
    epochs = 0
    while _rate(optimizer) == 1:
        scheduler.step(1.0)
        epochs += 1
    return epochs - 1  # the first one set the best loss


def plateau_threshold_is_relative() -> bool:
    optimizer = _sgd(1.0)
    scheduler = lr_scheduler.ReduceLROnPlateau(optimizer, patience=2)
    for epoch in range(10):  # each loss lower by more than 0.0001, less than 0.0001 of itself
        scheduler.step(1000 - 0.01 * epoch)
    return _rate(optimizer) < 1


def rate_after_two_updates() -> float:
    optimizer = _sgd(1.0)
    lr_scheduler.ExponentialLR(optimizer, 0.5)
    common.steps(optimizer, [1.0, 1.0])
    return _rate(optimizer)


def cosine_after_the_end() -> float:
    return _after(20, lambda optimizer: lr_scheduler.CosineAnnealingLR(optimizer, 10))


def cosine_floor() -> float:
    return _after(10, lambda o: lr_scheduler.CosineAnnealingLR(o, 10, eta_min=0.1), rate=0.5)


def polynomial_end() -> float:
    return _after(10, lambda optimizer: lr_scheduler.PolynomialLR(optimizer, 10))


def _after(steps: int, schedule: Callable[[Any], Any], rate: float = 1.0) -> float:
    """The learning rate that a schedule gives after so many steps."""
    optimizer = _sgd(rate)
    scheduler = schedule(optimizer)
    for _ in range(steps):
        optimizer.step()
        scheduler.step()
    return _rate(optimizer)


def schedule_function_returns_rate() -> bool:
    optimizer = _sgd(0.125)
    lr_scheduler.LambdaLR(optimizer, lambda _: 0.5)
    return _rate(optimizer) == 0.5
