"""Gradient of a model's output with respect to its input in Keras on JAX."""

import jax
import keras


def main():
    twos = keras.initializers.Constant(2.0)
    dense = keras.layers.Dense(4, use_bias=False, kernel_initializer=twos)
    model = keras.Sequential([keras.Input(shape=(3,)), dense])

    def output(x):
        return keras.ops.sum(model(x))

    gradient = jax.grad(output)(keras.ops.ones((1, 3)))
    return float(keras.ops.sum(gradient))


if __name__ == "__main__":
    print(main())
