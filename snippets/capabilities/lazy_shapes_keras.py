"""Input size inferred at the first call in Keras."""

import keras
import numpy as np


def build():
    return keras.Sequential(
        [
            keras.layers.Conv2D(4, 3),
            keras.layers.Flatten(),
            keras.layers.Dense(10),
        ]
    )


def main():
    small, large = build(), build()
    small(np.zeros((1, 8, 8, 1), "float32"))
    large(np.zeros((1, 10, 10, 2), "float32"))
    return small.count_params() + large.count_params()


if __name__ == "__main__":
    print(main())
