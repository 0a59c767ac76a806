"""The whole training step compiled in Keras."""

import keras
import numpy as np


def main():
    dense = keras.layers.Dense(1, use_bias=False, kernel_initializer="zeros")
    model = keras.Sequential([keras.Input(shape=(1,)), dense])
    optimizer = keras.optimizers.SGD(learning_rate=0.1)
    model.compile(optimizer, loss="mean_squared_error", jit_compile=True)
    x, y = np.array([[1.0], [2.0]]), np.array([[2.0], [4.0]])
    model.fit(x, y, batch_size=2, epochs=2, verbose=0)
    return model.evaluate(x, y, verbose=0)


if __name__ == "__main__":
    print(main())
