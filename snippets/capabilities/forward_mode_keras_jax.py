"""Directional derivative by forward mode in Keras on JAX."""

import jax
import keras


def main():
    layer = keras.layers.Dense(1, use_bias=False, kernel_initializer="ones")
    layer.build((None, 2))

    def squared_sum(x):
        return keras.ops.sum(layer(x) ** 2)

    x = keras.ops.array([[1.0, 2.0]])
    direction = keras.ops.array([[1.0, 3.0]])
    _, derivative = jax.jvp(squared_sum, (x,), (direction,))
    return float(derivative)


if __name__ == "__main__":
    print(main())
