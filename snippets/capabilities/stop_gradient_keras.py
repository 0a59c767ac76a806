"""Stopping the gradient in part of an expression in Keras."""

import keras
import numpy as np


def prediction(y_true, y_pred):
    return y_pred


def main():
    inputs = keras.Input(shape=(1,))
    start = keras.initializers.Constant(3.0)
    w = keras.layers.Dense(1, use_bias=False, kernel_initializer=start)(inputs)
    model = keras.Model(inputs, w * keras.ops.stop_gradient(w**2))
    model.compile(keras.optimizers.SGD(learning_rate=1.0), loss=prediction)
    model.fit(np.ones((1, 1)), np.zeros((1, 1)), verbose=0)
    return 3.0 - model.get_weights()[0].item()


if __name__ == "__main__":
    print(main())
