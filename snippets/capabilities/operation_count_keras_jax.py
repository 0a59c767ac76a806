"""Exact count of floating-point operations in Keras on JAX."""

import jax
import keras


def main():
    model = keras.Sequential(
        [
            keras.Input(shape=(3,)),
            keras.layers.Dense(4, use_bias=False),
            keras.layers.Dense(2, use_bias=False),
        ]
    )
    lowered = jax.jit(model).lower(keras.ops.ones((5, 3)))
    return lowered.cost_analysis()["flops"]


if __name__ == "__main__":
    print(main())
