"""Gradient of one layer, chosen by its name, in Keras on TensorFlow."""

import keras
import tensorflow as tf
from keras.layers import Dense


def main():
    twos = keras.initializers.Constant(2.0)
    model = keras.Sequential(
        [
            keras.Input(shape=(2,)),
            Dense(2, use_bias=False, kernel_initializer="ones", name="first"),
            Dense(1, use_bias=False, kernel_initializer=twos, name="second"),
        ]
    )
    kernel = model.get_layer("second").kernel
    x = keras.ops.array([[1.0, 2.0]])
    with tf.GradientTape() as tape:
        loss = keras.ops.sum(model(x) ** 2)
    gradient = tape.gradient(loss, kernel)
    return float(keras.ops.sum(gradient))


if __name__ == "__main__":
    print(main())
