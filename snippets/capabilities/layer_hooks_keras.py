"""A hook that sees what a layer of a finished model gives out in Keras."""

import keras
import numpy as np


def main():
    inner = keras.layers.Dense(2, kernel_initializer="ones", use_bias=False)
    model = keras.Sequential([keras.Input(shape=(1,)), inner, keras.layers.Dense(1)])
    seen = []
    inner.register_forward_hook(lambda layer, inputs, output: seen.append(output))
    model(np.ones((3, 1), "float32"))
    return float(keras.ops.sum(seen[0]))


if __name__ == "__main__":
    print(main())
