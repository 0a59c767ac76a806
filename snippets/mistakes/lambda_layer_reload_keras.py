"""A model with an operation of its own, saved and loaded in Keras."""

import os
import tempfile

import keras
import numpy as np


@keras.saving.register_keras_serializable()
class Scale(keras.layers.Layer):
    def __init__(self, factor, **kwargs):
        super().__init__(**kwargs)
        self.factor = factor

    def call(self, x):
        return self.factor * x

    def get_config(self):
        return {**super().get_config(), "factor": self.factor}


def build():
    return keras.Sequential(
        [keras.Input(shape=(3,)), keras.layers.Dense(2), Scale(2.0)]
    )


def save(model, path):
    model.save(path)


def load(path):
    return keras.saving.load_model(path)


def main():
    keras.utils.set_random_seed(0)
    model = build()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.keras")
        save(model, path)
        loaded = load(path)
    x = np.ones((4, 3), dtype="float32")
    difference = model.predict(x, verbose=0) - loaded.predict(x, verbose=0)
    return float(np.abs(difference).max())


if __name__ == "__main__":
    print(main())
