"""PyTorch: probes of the topic layers."""

from typing import Any

import torch

from advisor.measure.defaults_pytorch import common

nn: Any = torch.nn  # probes also call what the types forbid


def linear_one_number() -> bool:
    return common.works(nn.Linear, 3)


def dropout_on_plain_call() -> bool:
    return not bool(nn.Dropout(0.5)(torch.ones(1, 1000)).all())


def same_padding_with_stride() -> bool:
    return common.works(lambda: nn.Conv2d(1, 1, 3, stride=2, padding="same"))


def strided_conv_first_output() -> float:
    layer = nn.Conv1d(1, 1, 3, stride=2, padding=1, bias=False)
    nn.init.ones_(layer.weight)
    return common.number(layer(common.f32([[1, 2, 3, 4]]))[0, 0, 0])


def average_pool_counts_padding() -> bool:
    return bool(nn.AvgPool2d(3, stride=1, padding=1)(torch.ones(1, 1, 5, 5))[0, 0, 0, 0] < 0.99)


def global_pool_shape() -> str:
    return common.shape(nn.AdaptiveAvgPool2d(1)(torch.ones(2, 3, 4, 5)))


def zero_padding_order() -> str:
    padded = nn.ZeroPad2d((1, 2, 3, 4))(torch.ones(1, 1, 10, 10))
    return f"{padded.shape[2]} × {padded.shape[3]}"


def unbatched_input() -> bool:
    return common.works(nn.Conv2d(1, 1, 3), torch.ones(1, 8, 8))


def float_ids() -> bool:
    return common.works(nn.Embedding(5, 2), common.f32(1, 2))
