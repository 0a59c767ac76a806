"""Number of weights known before any data in Keras."""

import keras


def main():
    model = keras.Sequential(
        [
            keras.Input(shape=(8, 8, 1)),
            keras.layers.Conv2D(4, 3),
            keras.layers.Flatten(),
            keras.layers.Dense(10),
        ]
    )
    return model.count_params()


if __name__ == "__main__":
    print(main())
