"""Weights of matching layers loaded into a larger model in Keras."""

import os
import tempfile

import keras
import numpy as np


def dense(units, name, kernel_initializer):
    return keras.layers.Dense(
        units, use_bias=False, name=name, kernel_initializer=kernel_initializer
    )


def main():
    constant = keras.initializers.Constant
    small = keras.Sequential(
        [
            keras.Input(shape=(1,)),
            dense(2, "hidden", constant(2.0)),
            dense(1, "output", constant(3.0)),
        ]
    )
    larger = keras.Sequential(
        [
            keras.Input(shape=(1,)),
            dense(2, "hidden", "zeros"),
            dense(2, "middle", "identity"),
            dense(1, "output", "zeros"),
        ]
    )
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "small.keras")
        small.save(path)
        loaded = keras.saving.load_model(path)
    for layer in loaded.layers:
        larger.get_layer(layer.name).set_weights(layer.get_weights())
    return larger.predict(np.ones((1, 1)), verbose=0).item()


if __name__ == "__main__":
    print(main())
