"""Tags for short sentences that are padded with 0 in Keras."""

import keras
import numpy as np


def data():
    rng = np.random.default_rng(0)
    words = rng.integers(1, 20, size=(400, 10))
    tags = rng.integers(1, 4, size=(400, 10))  # random: nothing to learn from words
    real = np.arange(10) < rng.integers(1, 4, size=(400, 1))
    return words * real, tags * real


def build():
    return keras.Sequential(
        [
            keras.Input(shape=(10,), dtype="int32"),
            keras.layers.Embedding(20, 8, mask_zero=True),
            keras.layers.Dense(4),
        ]
    )


def train(model, words, tags):
    model.compile(
        optimizer=keras.optimizers.Adam(0.01),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    model.fit(words, tags, epochs=10, verbose=0)


def evaluate(model, words, tags):
    loss, accuracy = model.evaluate(words, tags, verbose=0)
    return accuracy


def check(model, words, tags):
    correct = model.predict(words, verbose=0).argmax(axis=-1) == tags
    return float(correct[words > 0].mean())


def main():
    keras.utils.set_random_seed(0)
    words, tags = data()
    model = build()
    train(model, words, tags)
    return evaluate(model, words, tags) - check(model, words, tags)


if __name__ == "__main__":
    print(main())
