"""Keras: probes of the topic precision."""

import keras
import numpy as np

from advisor.measure.defaults_keras import common


def numpy_input() -> bool:
    return common.works(keras.layers.Dense(1), common.ones(1, 3))


def float64_input() -> bool:
    return common.works(keras.layers.Dense(1), np.ones((1, 3)))


def integer_dtype() -> str:
    return str(keras.backend.standardize_dtype(keras.ops.convert_to_tensor([1, 2]).dtype))
