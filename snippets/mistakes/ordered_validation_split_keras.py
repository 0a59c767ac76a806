"""Validate on a quarter of data that are sorted by class in Keras."""

import keras
import numpy as np


def data():
    rng = np.random.default_rng(0)
    y = np.repeat(np.arange(4), 200)  # sorted
    centres = np.array([[1, 2], [2, 1], [1, 0], [0, 1]])
    x = centres[y] + rng.normal(size=(800, 2)) / 4
    return x.astype("float32"), y


def shuffle(x, y):
    order = np.random.default_rng(1).permutation(len(x))
    return x[order], y[order]


def build():
    return keras.Sequential(
        [
            keras.Input(shape=(2,)),
            keras.layers.Dense(16, activation="relu"),
            keras.layers.Dense(4),
        ]
    )


def train(model, x, y):
    model.compile(
        optimizer=keras.optimizers.Adam(0.01),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    history = model.fit(x, y, epochs=20, validation_split=0.25, verbose=0)
    return history.history["val_accuracy"][-1]


def main():
    keras.utils.set_random_seed(0)
    x, y = shuffle(*data())
    model = build()
    return train(model, x, y)


if __name__ == "__main__":
    print(main())
