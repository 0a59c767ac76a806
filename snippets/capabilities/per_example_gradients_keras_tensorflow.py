"""Gradients of each row's loss apart in Keras on TensorFlow."""

import keras
import tensorflow as tf


def main():
    dense = keras.layers.Dense(1, use_bias=False, kernel_initializer="ones")
    model = keras.Sequential([keras.Input(shape=(2,)), dense])
    x = keras.ops.array([[1.0, 2.0], [3.0, 4.0]])
    y = keras.ops.array([2.0, 9.0])

    with tf.GradientTape() as tape:
        losses = (model(x)[:, 0] - y) ** 2
    gradients = tape.jacobian(losses, model.trainable_variables)
    return float(keras.ops.sum(gradients[0] ** 2))


if __name__ == "__main__":
    print(main())
