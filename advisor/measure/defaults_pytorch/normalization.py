"""PyTorch: probes of the topic normalization."""

from typing import Any

import numpy as np
import torch

from advisor.measure.defaults_pytorch import common

nn: Any = torch.nn  # probes also call what the types forbid


def running_variance_divisor() -> int:
    layer = nn.BatchNorm1d(1, momentum=1.0)
    layer(common.f32([0], [1], [2], [3]))
    return round(5 / common.number(layer.running_var))  # 5: sum of the squared deviations


def batch_norm_updates_on_plain_call() -> bool:
    layer = nn.BatchNorm1d(1)
    layer(common.f32([9], [9]))
    return bool(layer.running_mean != 0)


def frozen_batch_norm_updates() -> bool:
    layer = nn.BatchNorm1d(1).requires_grad_(False).train()
    layer(common.f32([9], [9]))
    return bool(layer.running_mean != 0)


def batch_norm_one_row() -> bool:
    return common.works(nn.BatchNorm1d(3).train(), torch.ones(1, 3))


def batch_norm_entries() -> int:
    return len(nn.BatchNorm1d(3).state_dict())


def rms_norm_epsilon() -> float:
    # y = x / sqrt(x² + epsilon) with x² = epsilon of float32, the size to be expected
    x = float(np.sqrt(1e-7))
    y = common.number(nn.RMSNorm(1)(common.f32(x)))
    return x * x / (y * y) - x * x
