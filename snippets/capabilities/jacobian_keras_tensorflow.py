"""Jacobian of a layer's outputs in Keras on TensorFlow."""

import keras
import numpy as np
import tensorflow as tf


def main():
    layer = keras.layers.Dense(2, use_bias=False)
    layer.build((None, 3))
    layer.set_weights([np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])])
    x = keras.ops.ones((1, 3))
    with tf.GradientTape() as tape:
        tape.watch(x)
        outputs = layer(x)
    jacobian = tape.jacobian(outputs, x)
    return float(keras.ops.sum(jacobian**2))


if __name__ == "__main__":
    print(main())
