"""Jacobian of a layer's outputs in Keras on JAX."""

import jax
import keras
import numpy as np


def main():
    layer = keras.layers.Dense(2, use_bias=False)
    layer.build((None, 3))
    layer.set_weights([np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])])
    jacobian = jax.jacobian(layer)(keras.ops.ones((1, 3)))
    return float(keras.ops.sum(jacobian**2))


if __name__ == "__main__":
    print(main())
