"""How far one sequence reaches into the prediction of another in Keras."""

import keras
import numpy as np


def data():
    return np.random.default_rng(0).normal(size=(16, 10, 5)).astype("float32")


def build():
    return keras.Sequential(
        [
            keras.Input(shape=(10, 5)),
            keras.layers.LSTM(8, return_sequences=True),
            keras.layers.LSTM(8),
            keras.layers.Dense(1),
        ]
    )


def predict(model, x):
    return model.predict(x, verbose=0)


def main():
    keras.utils.set_random_seed(0)
    x = data()
    model = build()
    before = predict(model, x)
    x[0] += 1  # only the first sequence changes
    after = predict(model, x)
    return float(np.abs(after - before)[1:].max())


if __name__ == "__main__":
    print(main())
