"""Gradient through a loop whose turns depend on data in Keras on TensorFlow."""

import keras
import tensorflow as tf


def main():
    twos = keras.initializers.Constant(2.0)
    double = keras.layers.Dense(1, use_bias=False, kernel_initializer=twos)

    def grow(x):
        while keras.ops.sum(x) < 10:
            x = double(x)
        return keras.ops.sum(x)

    def slope(x):
        with tf.GradientTape() as tape:
            tape.watch(x)
            result = grow(x)
        return tape.gradient(result, x)

    total = slope(keras.ops.array([[1.0]])) + slope(keras.ops.array([[4.0]]))
    return total.numpy().item()


if __name__ == "__main__":
    print(main())
