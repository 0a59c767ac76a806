"""Gradient accumulation over several batches in Keras."""

import keras
import numpy as np


def main():
    x = np.array([[1.0], [2.0], [3.0], [4.0]], "float32")
    y = np.zeros((4, 1), "float32")
    layer = keras.layers.Dense(1, use_bias=False, kernel_initializer="ones")
    model = keras.Sequential([keras.Input(shape=(1,)), layer])
    optimizer = keras.optimizers.SGD(learning_rate=0.01, gradient_accumulation_steps=4)
    model.compile(optimizer=optimizer, loss="mse")
    model.fit(x, y, batch_size=1, verbose=0)
    return keras.ops.convert_to_numpy(layer.kernel).item()


if __name__ == "__main__":
    print(main())
