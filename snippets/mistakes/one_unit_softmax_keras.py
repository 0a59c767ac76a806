"""Two classes, told apart by one output unit in Keras."""

import keras
import numpy as np
from keras import layers


def data():
    rng = np.random.default_rng(0)
    y = np.arange(300) % 2
    x = rng.normal(size=(300, 2)) / 4 + np.array([[-1, 0], [1, 0.5]])[y]
    return x.astype("float32"), y


def build():
    return keras.Sequential(
        [
            keras.Input(shape=(2,)),
            layers.Dense(16, activation="relu"),
            layers.Dense(1, activation="sigmoid"),
        ]
    )


def train(model, x, y):
    optimizer = keras.optimizers.Adam(0.01)
    model.compile(optimizer=optimizer, loss="binary_crossentropy")
    model.fit(x, y, epochs=20, verbose=0)


def evaluate(model, x, y):
    return np.mean((model.predict(x, verbose=0)[:, 0] > 0.5) == y)


def main():
    keras.utils.set_random_seed(0)
    x, y = data()
    model = build()
    train(model, x, y)
    return evaluate(model, x, y)


if __name__ == "__main__":
    print(main())
