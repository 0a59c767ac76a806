"""A branch chosen by the data in a compiled model in Keras."""

import keras
import numpy as np


class Branch(keras.layers.Layer):
    def call(self, x):
        return keras.ops.cond(
            keras.ops.mean(x) > 0,
            lambda: 2 * x,
            lambda: -3 * x,
        )


def main():
    model = keras.Sequential([keras.Input(shape=(1,)), Branch()])
    model.compile(jit_compile=True)
    x = np.ones((2, 1))
    outputs = model.predict(x, verbose=0), model.predict(-x, verbose=0)
    return float(np.sum(outputs))


if __name__ == "__main__":
    print(main())
