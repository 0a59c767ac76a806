"""Exponential moving average of the weights in Keras."""

import keras
import numpy as np


def main():
    x, y = np.ones((1, 1), "float32"), np.zeros((1, 1), "float32")
    layer = keras.layers.Dense(1, use_bias=False, kernel_initializer="ones")
    model = keras.Sequential([keras.Input(shape=(1,)), layer])
    optimizer = keras.optimizers.SGD(learning_rate=0.25, use_ema=True, ema_momentum=0.9)
    model.compile(optimizer=optimizer, loss="mse")
    model.fit(x, y, epochs=3, verbose=0)  # puts the average in place at the end
    return keras.ops.convert_to_numpy(layer.kernel).item()


if __name__ == "__main__":
    print(main())
