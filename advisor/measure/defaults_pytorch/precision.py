"""PyTorch: probes of the topic precision."""

from typing import Any

import numpy as np
import torch

from advisor.measure.defaults_pytorch import common

nn: Any = torch.nn  # probes also call what the types forbid


def numpy_input() -> bool:
    return common.works(nn.Linear(3, 1), np.ones((1, 3), "float32"))


def float64_input() -> bool:
    return common.works(nn.Linear(3, 1), torch.from_numpy(np.ones((1, 3))))


def integer_dtype() -> str:
    return str(torch.tensor([1, 2]).dtype).removeprefix("torch.")
