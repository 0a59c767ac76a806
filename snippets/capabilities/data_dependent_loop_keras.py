"""A loop whose number of turns depends on the data in a compiled model in Keras."""

import keras
import numpy as np


class DoubleUntilLarge(keras.layers.Layer):
    def call(self, x):
        return keras.ops.while_loop(
            lambda x: keras.ops.sum(x) < 100,
            lambda x: 2 * x,
            x,
        )


def main():
    model = keras.Sequential([keras.Input(shape=(1,)), DoubleUntilLarge()])
    model.compile(jit_compile=True)
    one, thirty = np.array([[1.0]]), np.array([[30.0]])
    outputs = model.predict(one, verbose=0), model.predict(thirty, verbose=0)
    return float(np.sum(outputs))


if __name__ == "__main__":
    print(main())
