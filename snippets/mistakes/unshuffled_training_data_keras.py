"""One pass over data that are sorted by class in Keras."""

import keras
import numpy as np


def data():
    rng = np.random.default_rng(0)
    y = np.repeat(np.arange(4), 500)  # sorted
    centres = np.array([[1, 2], [2, 1], [1, 0], [0, 1]])
    x = centres[y] + rng.normal(size=(2000, 2)) / 3
    return x.astype("float32"), y


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
        optimizer=keras.optimizers.SGD(0.3),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    model.fit(x, y, batch_size=32, shuffle=True, verbose=0)


def evaluate(model, x, y):
    loss, accuracy = model.evaluate(x, y, verbose=0)
    return accuracy


def main():
    keras.utils.set_random_seed(0)
    x, y = data()
    model = build()
    train(model, x, y)
    return evaluate(model, x, y)


if __name__ == "__main__":
    print(main())
