"""Two models built after the same seed in Keras."""

import keras
import numpy as np


def seed():
    keras.utils.set_random_seed(0)


def build():
    return keras.Sequential([keras.Input(shape=(4,)), keras.layers.Dense(4)])


def main():
    seed()
    first, _ = build().get_weights()
    seed()
    second, _ = build().get_weights()
    return float(np.abs(first - second).max())


if __name__ == "__main__":
    print(main())
