"""Weights kept non-negative after each update in Keras."""

import keras
import numpy as np


def main():
    x, y = np.array([[1.0, 0.25]], "float32"), np.array([[-0.75]], "float32")
    layer = keras.layers.Dense(
        1,
        use_bias=False,
        kernel_initializer="ones",
        kernel_constraint=keras.constraints.NonNeg(),
    )
    model = keras.Sequential([keras.Input(shape=(2,)), layer])
    model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.5), loss="mse")
    model.fit(x, y, epochs=2, verbose=0)
    return float(keras.ops.sum(layer.kernel))


if __name__ == "__main__":
    print(main())
