"""Freezing a layer between two phases of training in Keras."""

import keras
import numpy as np


def data():
    x = np.random.default_rng(0).normal(size=(320, 4)).astype("float32")
    return x, x[:, :1]


def build():
    inputs = keras.Input(shape=(4,))
    x = keras.layers.Dense(8, activation="tanh", name="hidden")(inputs)
    return keras.Model(inputs, keras.layers.Dense(1)(x))


def prepare(model):
    optimizer = keras.optimizers.SGD(learning_rate=0.01, momentum=0.9)
    model.compile(optimizer=optimizer, loss="mse")


def train(model, x, y):
    model.fit(x, y, epochs=3, verbose=0)


def main():
    keras.utils.set_random_seed(0)
    x, y = data()
    model = build()
    prepare(model)
    train(model, x, y)
    hidden = model.get_layer("hidden")
    hidden.trainable = False
    prepare(model)
    before = hidden.get_weights()[0]
    train(model, x, y)
    return float(np.max(np.abs(hidden.get_weights()[0] - before)))


if __name__ == "__main__":
    print(main())
