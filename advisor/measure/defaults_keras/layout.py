"""Keras: probes of the topic layout."""

import keras

from advisor.measure.defaults_keras import common


def image_channel_axis() -> int:
    layer, shape = keras.layers.Conv2D(1, 1), (6, 7, 8, 9)
    layer(common.ones(*shape))
    return shape.index(layer.kernel.shape[2])


def sequence_channel_axis() -> int:
    layer, shape = keras.layers.Conv1D(1, 1), (6, 7, 8)
    layer(common.ones(*shape))
    return shape.index(layer.kernel.shape[1])


def batch_norm_axis() -> int:
    layer, shape = keras.layers.BatchNormalization(), (6, 7, 8)
    layer(common.ones(*shape))
    return shape.index(layer.gamma.shape[0])


def linear_weight_shape() -> str:
    return str(tuple(common.built(keras.layers.Dense(5), 3).kernel.shape))


def conv_weight_shape() -> str:
    return str(tuple(common.built(keras.layers.Conv2D(7, (2, 5)), 8, 8, 3).kernel.shape))


def transposed_conv_weight_shape() -> str:
    return str(tuple(common.built(keras.layers.Conv2DTranspose(7, (2, 5)), 8, 8, 3).kernel.shape))


def lstm_weight_shape() -> str:
    return str(tuple(common.built(keras.layers.LSTM(5), 4, 3).cell.kernel.shape))


def flatten_order() -> str:
    image = common.f32([[[0, 10], [1, 11], [2, 12]]])  # position p of channel c holds 10c + p
    return " ".join(f"{x:.0f}" for x in common.array(keras.layers.Flatten()(image))[0])
