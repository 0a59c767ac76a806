"""PyTorch: probes of the topic initializers."""

from typing import Any

import torch

from advisor.measure.defaults_pytorch import common

nn: Any = torch.nn  # probes also call what the types forbid


def linear_weight_limit() -> float:
    return common.largest(nn.Linear(1000, 1000).weight)


def linear_bias_is_zero() -> bool:
    return common.largest(nn.Linear(3, 5).bias) == 0


def conv_weight_limit() -> float:
    return common.largest(nn.Conv2d(200, 400, 3).weight)


def embedding_spread() -> float:
    return round(common.number(nn.Embedding(2000, 200).weight.std()), 2)


def attention_weight_limit() -> float:
    return common.largest(nn.MultiheadAttention(256, 4).in_proj_weight)


def lstm_weight_limit() -> float:
    return common.largest(nn.LSTM(300, 400).weight_ih_l0)


def lstm_recurrent_orthogonal() -> bool:
    kernel = nn.LSTM(3, 20).weight_hh_l0.detach()
    return torch.allclose(kernel.T @ kernel, torch.eye(20), atol=1e-4)


def lstm_forget_bias() -> float:
    layer = nn.LSTM(3, 1000)
    bias = (layer.bias_ih_l0 + layer.bias_hh_l0)[1000:2000]
    return round(common.number(bias.mean()), 1)


def he_normal_is_cut() -> bool:
    torch.manual_seed(1)
    weights = nn.init.kaiming_normal_(torch.empty(500, 500))
    return common.largest(weights) < 3 * float(weights.std())


def truncated_normal_cut_scales() -> bool:
    torch.manual_seed(1)
    return common.largest(nn.init.trunc_normal_(torch.empty(500, 500), std=0.02)) < 0.05


def initializer_repeats() -> bool:
    first, second = (nn.init.xavier_uniform_(torch.empty(3, 3)) for _ in range(2))
    return torch.equal(first, second)
