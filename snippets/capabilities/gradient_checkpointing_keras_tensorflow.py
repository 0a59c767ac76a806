"""Activations computed again in the backward pass in Keras on TensorFlow."""

import keras
import tensorflow as tf


def main():
    runs = []

    @keras.remat
    def cube(x):
        runs.append(x)
        return x * x * x

    x = tf.constant(2.0)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = cube(x)
    gradient = tape.gradient(y, x)
    return len(runs) * float(gradient)


if __name__ == "__main__":
    print(main())
