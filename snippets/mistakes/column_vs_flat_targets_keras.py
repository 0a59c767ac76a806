"""A line through points, fitted to targets in a column in Keras."""

import keras
import numpy as np


def data():
    rng = np.random.default_rng(0)
    x = rng.normal(size=(256, 3)).astype("float32")
    return x, x @ np.array([1, 2, -3], "float32")


def build():
    return keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1)])


def train(model, x, y):
    y = y.reshape(-1, 1)
    model.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")
    model.fit(x, y, epochs=20, verbose=0)


def evaluate(model, x, y):
    return np.mean((model.predict(x, verbose=0)[:, 0] - y) ** 2)


def main():
    keras.utils.set_random_seed(0)
    x, y = data()
    model = build()
    train(model, x, y)
    return evaluate(model, x, y)


if __name__ == "__main__":
    print(main())
