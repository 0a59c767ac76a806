"""Keras: probes of the topic attention."""

import inspect
from typing import Any

import keras
import numpy as np

from advisor.measure.defaults_keras import common


def attention_true_attends() -> bool:
    mask = np.array([[[True, False], [True, False]]])
    _, weights = keras.layers.MultiHeadAttention(1, 4)(
        common.ones(1, 2, 4),
        common.ones(1, 2, 4),
        attention_mask=mask,
        return_attention_scores=True,
    )
    return bool(common.array(weights)[0, 0, 0, 0] > 0.99)


def attention_second_argument() -> str:
    return list(inspect.signature(keras.layers.MultiHeadAttention.call).parameters)[2]


def attention_head_width() -> int:
    layer = keras.layers.MultiHeadAttention(4, 64)
    layer.build((None, 7, 64), (None, 7, 64))
    return int(layer.query_dense.kernel.shape[-1])


def attention_returns_weights() -> bool:
    made = keras.layers.MultiHeadAttention(2, 4)(common.ones(6, 7, 8), common.ones(6, 7, 8))
    return not keras.ops.is_tensor(made)


def attention_weights_axes() -> int:
    return len(_attention_weights().shape)


def attention_batch_axis() -> int:
    return (6, 7).index(_attention_weights().shape[0])


def _attention_weights() -> Any:
    rows = common.ones(6, 7, 8)
    layer = keras.layers.MultiHeadAttention(2, 4)
    return layer(rows, rows, return_attention_scores=True)[1]


def attention_all_masked_is_nan() -> bool:
    rows, mask = common.ones(1, 2, 4), np.zeros((1, 2, 2), bool)
    out = keras.layers.MultiHeadAttention(1, 4)(rows, rows, attention_mask=mask)
    return bool(np.isnan(common.array(out)).any())


def dot_product_head_axis() -> int:
    # queries and keys may differ in steps, not in heads
    query, key = common.ones(1, 2, 3, 4), common.ones(1, 5, 3, 4)
    return 2 if common.works(keras.ops.dot_product_attention, query, key, key) else 1


def attention_is_scaled() -> bool:
    query, value = common.ones(1, 1, 4), common.f32([[1] * 4, [0] * 4])
    _, weights = keras.layers.Attention()([query, value], return_attention_scores=True)
    first, second = common.array(weights)[0, 0]
    return bool(np.log(first / second) < 3)  # 4, or 4 / sqrt(4)
