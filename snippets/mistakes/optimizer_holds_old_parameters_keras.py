"""A new head on a trained model, which is then trained further, in Keras."""

import keras
import numpy as np


def data():
    rng = np.random.default_rng(0)
    y = np.arange(300) % 3
    x = rng.normal(size=(300, 2)) / 4 + np.array([[0, 1], [1, 0], [-1, -1]])[y]
    return x.astype("float32"), y


def build():
    return keras.Sequential(
        [
            keras.Input(shape=(2,)),
            keras.layers.Dense(16, activation="relu"),
            keras.layers.Dense(3),
        ]
    )


def prepare(model):
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer=keras.optimizers.SGD(0.1), loss=loss)


def train(model, x, y):
    model.fit(x, y, epochs=5, verbose=0)


def main():
    keras.utils.set_random_seed(0)
    x, y = data()
    model = build()
    prepare(model)
    train(model, x, y)
    model.pop()
    model.add(keras.layers.Dense(3))
    prepare(model)
    before = model.layers[-1].get_weights()[0]
    train(model, x, 2 - y)
    return float(np.max(np.abs(model.layers[-1].get_weights()[0] - before)))


if __name__ == "__main__":
    print(main())
