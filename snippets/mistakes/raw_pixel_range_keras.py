"""Pictures of four classes, pixels from 0 to 255, in Keras."""

import keras
import numpy as np


def data():
    rng = np.random.default_rng(0)
    y = np.arange(400) % 4
    images = rng.integers(0, 156, size=(400, 8, 8))
    images[np.arange(400), 2 * y] += 100  # one brighter row, the class says which
    return images.astype("uint8"), y


def build():
    return keras.Sequential(
        [
            keras.Input(shape=(8, 8)),
            keras.layers.Rescaling(1 / 255),
            keras.layers.Flatten(),
            keras.layers.Dense(16, activation="relu"),
            keras.layers.Dense(4),
        ]
    )


def train(model, x, y):
    model.compile(
        optimizer=keras.optimizers.SGD(0.1),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    model.fit(x, y, epochs=20, verbose=0)


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
