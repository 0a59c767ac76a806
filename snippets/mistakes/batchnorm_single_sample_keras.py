"""Batch normalization of 33 rows in batches in Keras."""

import keras
import numpy as np


def data():
    x = np.random.default_rng(0).normal(size=(33, 4)).astype("float32")
    return x, x.sum(axis=1, keepdims=True)


def build():
    inputs = keras.Input(shape=(4,))
    x = keras.layers.BatchNormalization()(inputs)
    return keras.Model(inputs, keras.layers.Dense(1)(x))


def train(model, x, y):
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mse")
    model.fit(x, y, batch_size=11, epochs=150, verbose=0)


def evaluate(model, x):
    variance = keras.ops.convert_to_numpy(model.layers[1].moving_variance)
    return float(np.mean(variance / x.var(axis=0)))


def main():
    keras.utils.set_random_seed(0)
    x, y = data()
    model = build()
    train(model, x, y)
    return evaluate(model, x)


if __name__ == "__main__":
    print(main())
