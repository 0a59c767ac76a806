"""Clipping of the global norm of the gradients in Keras."""

import keras
import numpy as np


def main():
    x, y = np.array([[2.0, 2.0]], "float32"), np.array([[1.0]], "float32")
    layer = keras.layers.Dense(1, kernel_initializer="zeros")
    model = keras.Sequential([keras.Input(shape=(2,)), layer])
    optimizer = keras.optimizers.SGD(learning_rate=1.0, global_clipnorm=0.5)
    model.compile(optimizer=optimizer, loss="mse")
    model.fit(x, y, verbose=0)
    return model.predict(x, verbose=0).item()


if __name__ == "__main__":
    print(main())
