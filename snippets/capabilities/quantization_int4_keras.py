"""Dense layer quantised to int4 after training in Keras."""

import keras
import numpy as np


def matrix_bytes(layer):
    return max(keras.ops.convert_to_numpy(w).nbytes for w in layer.weights)


def main():
    keras.utils.set_random_seed(0)
    x = np.random.default_rng(0).normal(size=(8, 256)).astype("float32")
    layer = keras.layers.Dense(64)
    model = keras.Sequential([keras.Input(shape=(256,)), layer])
    exact, before = model.predict(x, verbose=0), matrix_bytes(layer)
    model.quantize("int4")
    rounded, after = model.predict(x, verbose=0), matrix_bytes(layer)
    error = np.linalg.norm(rounded - exact) / np.linalg.norm(exact)
    return before / after + error


if __name__ == "__main__":
    print(main())
