"""Two heads with a weighted sum of their losses in Keras."""

import keras
import numpy as np


def main():
    x = np.ones((1, 1), "float32")
    shared = keras.layers.Dense(1, use_bias=False, kernel_initializer="ones")
    left = keras.layers.Dense(1, use_bias=False, kernel_initializer="ones")
    right = keras.layers.Dense(1, use_bias=False, kernel_initializer="ones")
    inputs = keras.Input(shape=(1,))
    features = shared(inputs)
    outputs = {"left": left(features), "right": right(features)}
    model = keras.Model(inputs, outputs)
    model.compile(
        optimizer=keras.optimizers.SGD(learning_rate=0.1),
        loss={"left": "mse", "right": "mse"},
        loss_weights={"left": 1.0, "right": 0.25},
    )
    model.fit(x, {"left": 0 * x, "right": 3 * x}, verbose=0)
    return keras.ops.convert_to_numpy(shared.kernel).item()


if __name__ == "__main__":
    print(main())
