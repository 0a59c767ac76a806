"""PyTorch: probes of the topic activations."""

from typing import Any

import torch

from advisor.measure.defaults_pytorch import common

nn: Any = torch.nn  # probes also call what the types forbid
functional: Any = torch.nn.functional


def gelu_approximate() -> bool:
    exact = 0.8413447  # the normal distribution at 1
    return abs(float(functional.gelu(torch.tensor(1.0))) - exact) > 1e-5


def softmax_axis() -> int:
    made = common.quiet(lambda: nn.Softmax()(torch.ones(2, 3, 4)))
    return next(i for i in range(3) if torch.allclose(made.sum(i), torch.tensor(1.0)))


def prelu_start() -> float:
    return common.largest(nn.PReLU().weight)


def prelu_slopes() -> int:
    return int(nn.PReLU().weight.numel())
