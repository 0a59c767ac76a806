"""A layer that adds new noise in every call in Keras."""

import keras
import numpy as np


class Noise(keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.seed_generator = keras.random.SeedGenerator(0)

    def call(self, x):
        noise = keras.random.normal((3,), seed=self.seed_generator)
        return x + noise


def build():
    return keras.Sequential([keras.Input(shape=(3,)), Noise()])


def predict(model, x):
    return model.predict(x, verbose=0)


def main():
    keras.utils.set_random_seed(0)
    model = build()
    x = np.zeros((2, 3), dtype="float32")
    first = predict(model, x)
    second = predict(model, x)
    return float(np.abs(first - second).max())


if __name__ == "__main__":
    print(main())
