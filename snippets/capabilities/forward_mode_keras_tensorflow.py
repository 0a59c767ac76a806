"""Directional derivative by forward mode in Keras on TensorFlow."""

import keras
import tensorflow as tf


def main():
    layer = keras.layers.Dense(1, use_bias=False, kernel_initializer="ones")
    layer.build((None, 2))

    def squared_sum(x):
        return keras.ops.sum(layer(x) ** 2)

    x = keras.ops.array([[1.0, 2.0]])
    direction = keras.ops.array([[1.0, 3.0]])
    with tf.autodiff.ForwardAccumulator(x, direction) as accumulator:
        value = squared_sum(x)
    return float(accumulator.jvp(value))


if __name__ == "__main__":
    print(main())
