"""PyTorch: probes of the topic attention."""

import inspect
from typing import Any

import torch

from advisor.measure.defaults_pytorch import common

nn: Any = torch.nn  # probes also call what the types forbid
functional: Any = torch.nn.functional


def attention_true_attends() -> bool:
    rows, mask = torch.ones(2, 1, 4), torch.tensor([[True, False], [True, False]])
    _, weights = nn.MultiheadAttention(4, 1)(rows, rows, rows, attn_mask=mask)
    return bool(weights[0, 0, 0] > 0.99)


def attention_second_argument() -> str:
    return list(inspect.signature(nn.MultiheadAttention.forward).parameters)[2]


def attention_head_width() -> int:
    return int(nn.MultiheadAttention(64, 4).head_dim)


def attention_returns_weights() -> bool:
    rows = torch.ones(6, 7, 8)
    return not torch.is_tensor(nn.MultiheadAttention(8, 2)(rows, rows, rows))


def attention_weights_axes() -> int:
    return len(_attention_weights().shape)


def attention_batch_axis() -> int:
    return (6, 7).index(_attention_weights().shape[0])


def _attention_weights() -> Any:
    rows = torch.ones(6, 7, 8)
    return nn.MultiheadAttention(8, 2)(rows, rows, rows)[1]


def attention_all_masked_is_nan() -> bool:
    rows, mask = torch.ones(2, 1, 4), torch.ones(2, 2, dtype=torch.bool)
    return bool(nn.MultiheadAttention(4, 1)(rows, rows, rows, attn_mask=mask)[0].isnan().any())


def dot_product_head_axis() -> int:
    # queries and keys may differ in steps, not in heads
    query, key = torch.ones(1, 2, 3, 4), torch.ones(1, 5, 3, 4)
    return 2 if common.works(functional.scaled_dot_product_attention, query, key, key) else 1


def attention_is_scaled() -> bool:
    query, value = torch.ones(1, 1, 4), common.f32([[1] * 4, [0] * 4])
    first = functional.scaled_dot_product_attention(query, value, value)[0, 0, 0]
    return bool((first / (1 - first)).log() < 3)  # 4, or 4 / sqrt(4)
