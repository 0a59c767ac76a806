"""Weights of a model, saved and loaded into another one in Keras."""

import os
import tempfile

import keras
import numpy as np


def build(depth):
    inputs = keras.Input(shape=(8,))
    x = inputs
    for _ in range(depth):
        x = keras.layers.Dense(8, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(1)(x))


def save(model, path):
    model.save_weights(path)


def load(path):
    model = build(depth=1)
    model.load_weights(path)
    return model


def main():
    keras.utils.set_random_seed(0)
    saved = build(depth=1)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.weights.h5")
        save(saved, path)
        loaded = load(path)
    x = np.random.default_rng(0).normal(size=(64, 8)).astype("float32")
    difference = saved.predict(x, verbose=0) - loaded.predict(x, verbose=0)
    return float(np.abs(difference).max())


if __name__ == "__main__":
    print(main())
