"""A linear fit to arrays of NumPy in Keras."""

import keras
import numpy as np


def data():
    rng = np.random.default_rng(0)
    x = rng.normal(size=(256, 3))
    y = x @ np.array([[1.0], [-2.0], [3.0]])
    return x.astype("float32"), y.astype("float32")


def build():
    return keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1)])


def train(model, x, y):
    model.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")
    model.fit(x, y, epochs=20, verbose=0)


def evaluate(model, x, y):
    return model.evaluate(x, y, verbose=0)


def main():
    keras.utils.set_random_seed(0)
    x, y = data()
    model = build()
    train(model, x, y)
    return evaluate(model, x, y)


if __name__ == "__main__":
    print(main())
