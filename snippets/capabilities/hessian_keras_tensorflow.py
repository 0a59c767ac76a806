"""Hessian of a function of Keras operations on TensorFlow."""

import keras
import tensorflow as tf


def function(v):
    return v[0] ** 2 * v[1] + v[1] ** 3


def main():
    v = keras.Variable([2.0, 3.0])
    with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
            value = function(v)
        gradient = inner.gradient(value, v.value)
    hessian = outer.jacobian(gradient, v.value)
    return float(keras.ops.sum(hessian))


if __name__ == "__main__":
    print(main())
