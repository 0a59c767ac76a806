"""Accuracy on ten classes, as reported and as counted, in Keras."""

import keras
import numpy as np


def data():
    rng = np.random.default_rng(0)
    labels = rng.integers(10, size=500)
    x = rng.normal(size=(500, 20)).astype("float32")
    return x, keras.utils.to_categorical(labels, 10), labels


def build():
    model = keras.Sequential(
        [keras.Input(shape=(20,)), keras.layers.Dense(10, activation="softmax")]
    )
    model.compile(loss="categorical_crossentropy", metrics=["accuracy"])
    return model


def evaluate(model, x, y):
    _, accuracy = model.evaluate(x, y, verbose=0)
    return accuracy


def count(model, x, labels):
    return np.mean(model.predict(x, verbose=0).argmax(axis=1) == labels)


def main():
    keras.utils.set_random_seed(0)
    x, y, labels = data()
    model = build()
    return abs(evaluate(model, x, y) - count(model, x, labels))


if __name__ == "__main__":
    print(main())
