"""A layer that sets one feature to zero in Keras."""

import keras
import numpy as np


class DropFirst(keras.layers.Layer):
    def call(self, h):
        return keras.ops.where(keras.ops.arange(16) > 0, h, 0.0)


def data():
    rng = np.random.default_rng(0)
    y = np.arange(300) % 3
    x = rng.normal(size=(300, 2)) / 4 + np.array([[0, 1], [1, 0], [-1, -1]])[y]
    return x.astype("float32"), y


def build():
    return keras.Sequential(
        [
            keras.Input(shape=(2,)),
            keras.layers.Dense(16, activation="sigmoid"),
            DropFirst(),
            keras.layers.Dense(3),
        ]
    )


def train(model, x, y):
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer=keras.optimizers.Adam(0.05), loss=loss)
    model.fit(x, y, epochs=30, verbose=0)


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
