"""PyTorch: probes of the topic tensors."""

import torch

from advisor.measure.defaults_pytorch import common


def variance_divisor() -> int:
    return round(5 / common.number(common.f32(0, 1, 2, 3).var()))  # 5: the squared deviations


def split_parts() -> int:
    return len(torch.split(torch.ones(12), 3))


def repeat_order() -> str:
    return " ".join(str(int(x)) for x in torch.tensor([1, 2]).repeat(2))


def meshgrid_shape() -> str:
    return common.shape(common.quiet(lambda: torch.meshgrid(torch.ones(2), torch.ones(3)))[0])


def median_of_four() -> float:
    return float(common.f32(1, 2, 3, 4).median())


def max_returns_indices() -> bool:
    return not torch.is_tensor(torch.max(torch.ones(2, 3), dim=1))


def mean_of_integers() -> bool:
    return common.works(torch.tensor([1, 2]).mean)
