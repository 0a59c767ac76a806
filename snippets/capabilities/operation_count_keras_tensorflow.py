"""Exact count of floating-point operations in Keras on TensorFlow."""

import keras
import tensorflow as tf


def main():
    model = keras.Sequential(
        [
            keras.Input(shape=(3,)),
            keras.layers.Dense(4, use_bias=False),
            keras.layers.Dense(2, use_bias=False),
        ]
    )
    graph = tf.function(model).get_concrete_function(tf.TensorSpec((5, 3))).graph
    builder = tf.compat.v1.profiler.ProfileOptionBuilder
    options = builder(builder.float_operation()).with_empty_output().build()
    profile = tf.compat.v1.profiler.profile(graph, options=options)
    return profile.total_float_ops


if __name__ == "__main__":
    print(main())
