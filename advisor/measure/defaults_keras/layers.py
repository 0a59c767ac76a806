"""Keras: probes of the topic layers."""

import keras

from advisor.measure.defaults_keras import common


def linear_one_number() -> bool:
    return common.works(keras.layers.Dense(3), common.ones(1, 5))


def dropout_on_plain_call() -> bool:
    return not common.array(keras.layers.Dropout(0.5)(common.ones(1, 1000))).all()


def same_padding_with_stride() -> bool:
    layer = keras.layers.Conv2D(1, 3, strides=2, padding="same")
    return common.works(layer, common.ones(1, 8, 8, 1))


def strided_conv_first_output() -> float:
    layer = keras.layers.Conv1D(
        1, 3, strides=2, padding="same", use_bias=False, kernel_initializer="ones"
    )
    return float(common.array(layer(common.f32([[1], [2], [3], [4]])))[0, 0, 0])


def average_pool_counts_padding() -> bool:
    layer = keras.layers.AveragePooling2D(3, strides=1, padding="same")
    return bool(common.array(layer(common.ones(1, 5, 5, 1)))[0, 0, 0, 0] < 0.99)


def global_pool_shape() -> str:
    return str(tuple(keras.layers.GlobalAveragePooling2D()(common.ones(2, 4, 5, 3)).shape))


def zero_padding_order() -> str:
    padded = keras.layers.ZeroPadding2D(((1, 2), (3, 4)))(common.ones(1, 10, 10, 1))
    return f"{padded.shape[1]} × {padded.shape[2]}"


def unbatched_input() -> bool:
    return common.works(keras.layers.Conv2D(1, 3), common.ones(8, 8, 1))


def float_ids() -> bool:
    return common.works(keras.layers.Embedding(5, 2), common.f32(1, 2))
