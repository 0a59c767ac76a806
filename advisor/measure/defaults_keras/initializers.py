"""Keras: probes of the topic initializers."""

import keras
import numpy as np

from advisor.measure.defaults_keras import common


def linear_weight_limit() -> float:
    return common.largest(common.built(keras.layers.Dense(1000), 1000).kernel)


def linear_bias_is_zero() -> bool:
    return common.largest(common.built(keras.layers.Dense(5), 3).bias) == 0


def conv_weight_limit() -> float:
    return common.largest(common.built(keras.layers.Conv2D(400, 3), 8, 8, 200).kernel)


def embedding_spread() -> float:
    return round(
        float(common.array(common.built(keras.layers.Embedding(2000, 200)).embeddings).std()), 2
    )


def attention_weight_limit() -> float:
    layer = keras.layers.MultiHeadAttention(4, 64)
    layer.build((None, 7, 256), (None, 7, 256))
    return common.largest(layer.query_dense.kernel)


def lstm_weight_limit() -> float:
    return common.largest(common.built(keras.layers.LSTM(400), 4, 300).cell.kernel)


def lstm_recurrent_orthogonal() -> bool:
    kernel = common.array(common.built(keras.layers.LSTM(20), 4, 3).cell.recurrent_kernel)
    return bool(np.allclose(kernel @ kernel.T, np.eye(20), atol=1e-4))


def lstm_forget_bias() -> float:
    bias = common.array(common.built(keras.layers.LSTM(1000), 4, 3).cell.bias)
    return round(float(bias[1000:2000].mean()), 1)


def he_normal_is_cut() -> bool:
    weights = common.array(keras.initializers.HeNormal(seed=1)((500, 500)))
    return bool(common.largest(weights) < 3 * weights.std())


def truncated_normal_cut_scales() -> bool:
    weights = keras.initializers.TruncatedNormal(stddev=0.02, seed=1)((500, 500))
    return common.largest(weights) < 0.05


def initializer_repeats() -> bool:
    initializer = keras.initializers.GlorotUniform()
    return bool((common.array(initializer((3, 3))) == common.array(initializer((3, 3)))).all())
