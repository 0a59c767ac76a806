"""Three epochs of five batches from a generator in Keras."""

import keras
import numpy as np


def data():
    x = np.random.default_rng(0).normal(size=(160, 3)).astype("float32")
    return x, x.sum(axis=1, keepdims=True)


def batches(x, y):
    while True:
        for start in range(0, len(x), 32):
            yield x[start : start + 32], y[start : start + 32]


def build():
    return keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1)])


def train(model, x, y):
    model.compile(optimizer="sgd", loss="mse")
    model.fit(batches(x, y), epochs=3, steps_per_epoch=5, verbose=0)
    return int(keras.ops.convert_to_numpy(model.optimizer.iterations))


def main():
    keras.utils.set_random_seed(0)
    x, y = data()
    model = build()
    return train(model, x, y)


if __name__ == "__main__":
    print(main())
