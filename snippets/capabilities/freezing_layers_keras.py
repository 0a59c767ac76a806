"""Training with some layers frozen in Keras."""

import keras
import numpy as np


def moved(before, after):
    return sum(int(np.sum(a != b)) for a, b in zip(before, after, strict=True))


def main():
    keras.utils.set_random_seed(0)
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(8, 2)), rng.normal(size=(8, 1))
    body = keras.Sequential(
        [
            keras.Input(shape=(2,)),
            keras.layers.Dense(3),
            keras.layers.BatchNormalization(),
        ]
    )
    head = keras.layers.Dense(1)
    model = keras.Sequential([keras.Input(shape=(2,)), body, head])
    body.trainable = False
    model.compile(keras.optimizers.Adam(learning_rate=0.1), loss="mse")
    body_before, head_before = body.get_weights(), head.get_weights()
    model.fit(x, y, epochs=3, verbose=0)
    return moved(head_before, head.get_weights()) - moved(
        body_before, body.get_weights()
    )


if __name__ == "__main__":
    print(main())
