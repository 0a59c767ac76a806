"""Gradient of a model's output with respect to its input in Keras on TensorFlow."""

import keras
import tensorflow as tf


def main():
    twos = keras.initializers.Constant(2.0)
    dense = keras.layers.Dense(4, use_bias=False, kernel_initializer=twos)
    model = keras.Sequential([keras.Input(shape=(3,)), dense])
    x = keras.ops.ones((1, 3))
    with tf.GradientTape() as tape:
        tape.watch(x)
        output = keras.ops.sum(model(x))
    gradient = tape.gradient(output, x)
    return float(keras.ops.sum(gradient))


if __name__ == "__main__":
    print(main())
