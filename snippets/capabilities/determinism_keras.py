"""Two trainings with one seed that give identical weights in Keras."""

import keras
import numpy as np


def train(seed, x, y):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential(
        [
            keras.Input(shape=(4,)),
            keras.layers.Dense(8, activation="tanh"),
            keras.layers.Dropout(0.5),
            keras.layers.Dense(1),
        ]
    )
    model.compile(optimizer="adam", loss="mse")
    model.fit(x, y, batch_size=8, epochs=2, verbose=0)
    arrays = [keras.ops.convert_to_numpy(w).ravel() for w in model.weights]
    return np.concatenate(arrays)


def main():
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(32, 4)), rng.normal(size=(32, 1))
    first, second, other = train(0, x, y), train(0, x, y), train(1, x, y)
    return int(np.sum(second == first)) - int(np.sum(other == first))


if __name__ == "__main__":
    print(main())
