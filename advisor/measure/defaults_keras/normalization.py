"""Keras: probes of the topic normalization."""

import keras

from advisor.measure.defaults_keras import common


def running_variance_divisor() -> int:
    layer = keras.layers.BatchNormalization(momentum=0.0)
    layer(common.f32([0], [1], [2], [3]), training=True)
    return round(5 / common.number(layer.moving_variance))  # 5: sum of the squared deviations


def batch_norm_updates_on_plain_call() -> bool:
    layer = keras.layers.BatchNormalization()
    layer(common.f32([9], [9]))
    return common.number(layer.moving_mean) != 0


def frozen_batch_norm_updates() -> bool:
    layer = keras.layers.BatchNormalization()
    layer.trainable = False
    layer(common.f32([9], [9]), training=True)
    return common.number(layer.moving_mean) != 0


def batch_norm_one_row() -> bool:
    return common.works(lambda: keras.layers.BatchNormalization()(common.ones(1, 3), training=True))


def batch_norm_entries() -> int:
    return len(common.built(keras.layers.BatchNormalization(), 3).get_weights())
