"""Keras: probes of the topic activations."""

import keras
import numpy as np

from advisor.measure.defaults_keras import common


def gelu_approximate() -> bool:
    exact = 0.8413447  # the normal distribution at 1
    return abs(common.number(keras.ops.gelu(np.float32(1))) - exact) > 1e-5


def softmax_axis() -> int:
    made = common.array(keras.layers.Softmax()(common.ones(2, 3, 4)))
    return next(i for i in range(3) if np.allclose(made.sum(i), 1))


def prelu_start() -> float:
    return common.largest(common.built(keras.layers.PReLU(), 3).alpha)


def prelu_slopes() -> int:
    return int(np.prod(common.built(keras.layers.PReLU(), 4, 4, 3).alpha.shape))
