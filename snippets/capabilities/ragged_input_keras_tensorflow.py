"""Rows of different lengths in one batch, without padding, in Keras on TensorFlow."""

import keras
import numpy as np
import tensorflow as tf


def main():
    table = np.arange(10.0).reshape(10, 1)
    inputs = keras.Input(shape=(None,), dtype="int32", ragged=True)
    features = keras.layers.Embedding(10, 1, weights=table)(inputs)
    means = keras.layers.GlobalAveragePooling1D()(features)
    model = keras.Model(inputs, [features, means])
    rows = tf.ragged.constant([[1], [2, 4], [3, 6, 9]])
    features, means = model(rows)
    return float(keras.ops.sum(means)) + features.flat_values.shape[0]


if __name__ == "__main__":
    print(main())
