"""PyTorch: probes of the topic training."""

from typing import Any

import torch

from advisor.measure.defaults_pytorch import common

data: Any = torch.utils.data


def second_update() -> float:
    weight = common.weight(1.0)
    optimizer = torch.optim.SGD([weight], 1.0)
    for _ in range(2):
        before = common.number(weight)
        (-weight).backward()  # the gradient is -1 at every step
        optimizer.step()
    return common.number(weight) - before


def accumulated_update() -> float:
    weight = common.weight()
    for _ in range(2):
        weight.backward()
    torch.optim.SGD([weight], 1.0).step()
    return -common.number(weight)


def batch_size() -> int:
    return len(next(iter(data.DataLoader(range(640)))))


def rows_are_shuffled() -> bool:
    return [int(x) for x in data.DataLoader(range(100))] != list(range(100))
