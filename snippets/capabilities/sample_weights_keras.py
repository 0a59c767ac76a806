"""A weight for each row of the training set in Keras."""

import keras
import numpy as np


def main():
    x = np.ones((2, 1), "float32")
    y = np.array([[1.0], [3.0]], "float32")
    weights = np.array([1.5, 0.5], "float32")
    layer = keras.layers.Dense(1, use_bias=False, kernel_initializer="zeros")
    model = keras.Sequential([keras.Input(shape=(1,)), layer])
    model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.1), loss="mse")
    model.fit(x, y, sample_weight=weights, verbose=0)
    return keras.ops.convert_to_numpy(layer.kernel).item()


if __name__ == "__main__":
    print(main())
