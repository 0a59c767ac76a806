"""PyTorch: probes of the topic optimizers."""

from typing import Any

import torch

from advisor.measure.defaults_pytorch import common

nn: Any = torch.nn  # probes also call what the types forbid


def adam_epsilon() -> float:
    family = (torch.optim.Adam, torch.optim.AdamW, torch.optim.Adamax, torch.optim.NAdam)
    (epsilon,) = {
        optimizer([common.weight()]).defaults["eps"] for optimizer in family
    }  # one for all
    return float(epsilon)


def adam_epsilon_place() -> float:
    return common.steps(torch.optim.Adam([common.weight()], 1.0, eps=1.0), [1.0])[0]


def adam_weight_decay() -> float:
    return common.steps(torch.optim.Adam([common.weight(1.0)], 0.1, weight_decay=0.1), [0.0])[0]


def rmsprop_epsilon_place() -> float:
    return common.steps(torch.optim.RMSprop([common.weight()], 1.0, alpha=0.5, eps=1.0), [1.0])[0]


def adagrad_epsilon_place() -> float:
    return common.steps(torch.optim.Adagrad([common.weight()], 1.0, eps=1.0), [1.0])[0]


def nadam_second_step() -> float:
    return common.steps(torch.optim.NAdam([common.weight()], 1.0), [1.0, 0.0])[1]


def momentum_after_rate_change() -> float:
    optimizer = torch.optim.SGD([common.weight()], 1.0, momentum=0.9)
    common.steps(optimizer, [1.0])
    optimizer.param_groups[0]["lr"] = 0.1
    return common.steps(optimizer, [1.0])[0]


def muon_takes_vectors() -> bool:
    return common.works(torch.optim.Muon, [torch.ones(3, requires_grad=True)])


def norm_clipping() -> float:
    weights = [common.weight(), common.weight()]
    for weight, gradient in zip(weights, (3.0, 4.0), strict=True):
        weight.grad = torch.tensor(gradient)
    nn.utils.clip_grad_norm_(weights, 1.0)
    return float(weights[0].grad)


def l2_gradient() -> float:
    optimizer = torch.optim.SGD([common.weight(1.0)], 0.125, weight_decay=1.0)
    return common.steps(optimizer, [0.0])[0] / 0.125
