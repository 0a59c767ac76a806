"""A linear fit to data with one missing value in Keras."""

import keras
import numpy as np


def load():
    rng = np.random.default_rng(0)
    x = rng.normal(size=(600, 3)).astype("float32")
    y = x @ np.array([[1.0], [-2.0], [3.0]], dtype="float32")
    x[17, 2] = np.nan
    return x, y


def clean(x, y):
    complete = np.isfinite(x).all(axis=1)
    return x[complete], y[complete]


def build():
    return keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1)])


def train(model, x, y):
    model.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")
    model.fit(x, y, epochs=20, verbose=0)


def evaluate(model, x, y):
    return model.evaluate(x, y, verbose=0)


def main():
    keras.utils.set_random_seed(0)
    x, y = clean(*load())
    model = build()
    train(model, x[:500], y[:500])
    return evaluate(model, x[500:], y[500:])


if __name__ == "__main__":
    print(main())
