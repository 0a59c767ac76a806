"""Three classes, learned from labels of whole numbers in Keras."""

import keras
import numpy as np
from keras import layers


def data():
    rng = np.random.default_rng(0)
    y = np.arange(300) % 3
    x = rng.normal(size=(300, 2)) / 4 + np.array([[0, 1], [1, 0], [-1, -1]])[y]
    return x.astype("float32"), y


def build():
    return keras.Sequential(
        [
            keras.Input(shape=(2,)),
            layers.Dense(16, activation="relu"),
            layers.Dense(3, activation="softmax"),
        ]
    )


def train(model, x, y):
    optimizer = keras.optimizers.Adam(0.01)
    model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy")
    model.fit(x, y, epochs=20, verbose=0)


def evaluate(model, x, y):
    return np.mean(model.predict(x, verbose=0).argmax(axis=1) == y)


def main():
    keras.utils.set_random_seed(0)
    x, y = data()
    model = build()
    train(model, x, y)
    return evaluate(model, x, y)


if __name__ == "__main__":
    print(main())
