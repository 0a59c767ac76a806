"""Weights file that cannot run code when it is loaded in Keras."""

import os
import pickle
import tempfile

import keras


class Attack:
    def __init__(self, folder):
        self.folder = folder

    def __reduce__(self):
        return os.mkdir, (self.folder,)


def build(kernel_initializer):
    layer = keras.layers.Dense(3, use_bias=False, kernel_initializer=kernel_initializer)
    return keras.Sequential([keras.Input(shape=(2,)), layer])


def main():
    model, refused = build("zeros"), 0
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.weights.h5")
        build("ones").save_weights(path)
        model.load_weights(path)
        trace = os.path.join(folder, "trace")
        path = os.path.join(folder, "attack.weights.h5")
        with open(path, "wb") as file:
            pickle.dump(Attack(trace), file)
        try:
            model.load_weights(path)
        except OSError:
            refused = 1
        ran = os.path.exists(trace)
    return float(keras.ops.sum(model.weights[0])) + refused - ran


if __name__ == "__main__":
    print(main())
