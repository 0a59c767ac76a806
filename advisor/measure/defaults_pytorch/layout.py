"""PyTorch: probes of the topic layout."""

from typing import Any

import torch

from advisor.measure.defaults_pytorch import common

nn: Any = torch.nn  # probes also call what the types forbid


def image_channel_axis() -> int:
    layer, shape = nn.LazyConv2d(1, 1), (6, 7, 8, 9)
    layer(torch.ones(shape))
    return shape.index(layer.weight.shape[1])


def sequence_channel_axis() -> int:
    layer, shape = nn.LazyConv1d(1, 1), (6, 7, 8)
    layer(torch.ones(shape))
    return shape.index(layer.weight.shape[1])


def batch_norm_axis() -> int:
    layer, shape = nn.LazyBatchNorm1d(), (6, 7, 8)
    layer(torch.ones(shape))
    return shape.index(layer.weight.shape[0])


def linear_weight_shape() -> str:
    return common.shape(nn.Linear(3, 5).weight)


def conv_weight_shape() -> str:
    return common.shape(nn.Conv2d(3, 7, (2, 5)).weight)


def transposed_conv_weight_shape() -> str:
    return common.shape(nn.ConvTranspose2d(3, 7, (2, 5)).weight)


def lstm_weight_shape() -> str:
    return common.shape(nn.LSTM(3, 5).weight_ih_l0)


def flatten_order() -> str:
    image = common.f32([[[0, 1, 2]], [[10, 11, 12]]])  # position p of channel c holds 10c + p
    return " ".join(f"{x:.0f}" for x in nn.Flatten()(image)[0])
