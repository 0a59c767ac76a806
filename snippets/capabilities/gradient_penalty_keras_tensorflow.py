"""Training on a loss with the norm of an input gradient in Keras on TensorFlow."""

import keras
import numpy as np
import tensorflow as tf


def main():
    dense = keras.layers.Dense(1, use_bias=False)
    model = keras.Sequential([keras.Input(shape=(2,)), dense])
    model.set_weights([np.array([[3.0], [4.0]])])
    optimizer = keras.optimizers.SGD(learning_rate=1.0)
    x = keras.ops.ones((1, 2))

    with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
            inner.watch(x)
            output = keras.ops.sum(model(x))
        gradient = inner.gradient(output, x)
        loss = output + (keras.ops.norm(gradient) - 1.0) ** 2
    gradients = outer.gradient(loss, model.trainable_variables)
    optimizer.apply(gradients, model.trainable_variables)
    return float(np.sum(model.get_weights()[0]))


if __name__ == "__main__":
    print(main())
