"""Keras: probes of the topic tensors."""

import keras
import numpy as np

from advisor.measure.defaults_keras import common


def variance_divisor() -> int:
    return round(
        5 / common.number(keras.ops.var(common.f32(0, 1, 2, 3)))
    )  # 5: the squared deviations


def split_parts() -> int:
    return len(keras.ops.split(common.ones(12), 3))


def repeat_order() -> str:
    return " ".join(str(x) for x in common.array(keras.ops.repeat(np.array([1, 2]), 2)))


def meshgrid_shape() -> str:
    return str(tuple(keras.ops.meshgrid(common.ones(2), common.ones(3))[0].shape))


def median_of_four() -> float:
    return common.number(keras.ops.median(common.f32(1, 2, 3, 4)))


def max_returns_indices() -> bool:
    return not keras.ops.is_tensor(keras.ops.max(common.ones(2, 3), axis=1))


def mean_of_integers() -> bool:
    return common.works(keras.ops.mean, np.array([1, 2]))
