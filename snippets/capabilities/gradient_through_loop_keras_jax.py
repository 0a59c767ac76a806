"""Gradient through a loop of data-dependent length in Keras on JAX."""

import jax
import keras


def main():
    twos = keras.initializers.Constant(2.0)
    double = keras.layers.Dense(1, use_bias=False, kernel_initializer=twos)
    double.build((None, 1))

    def grow(x):
        while keras.ops.sum(x) < 10:
            x = double(x)
        return keras.ops.sum(x)

    slope = jax.grad(grow)
    total = slope(keras.ops.array([[1.0]])) + slope(keras.ops.array([[4.0]]))
    return total.item()


if __name__ == "__main__":
    print(main())
