"""Three layers with weights of their own, counted in Keras."""

import keras


def build():
    layers = [keras.layers.Dense(4) for _ in range(3)]
    return keras.Sequential([keras.Input(shape=(4,)), *layers])


def main():
    return build().count_params()


if __name__ == "__main__":
    print(main())
