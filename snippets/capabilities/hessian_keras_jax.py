"""Hessian of a function of Keras operations on JAX."""

import jax
import keras


def function(v):
    return v[0] ** 2 * v[1] + v[1] ** 3


def main():
    hessian = jax.hessian(function)(keras.ops.array([2.0, 3.0]))
    return float(keras.ops.sum(hessian))


if __name__ == "__main__":
    print(main())
