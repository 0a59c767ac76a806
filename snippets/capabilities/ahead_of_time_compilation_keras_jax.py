"""Compilation to native code before deployment in Keras on JAX."""

import os
import pickle
import tempfile

import jax
import keras
import numpy as np
from jax.experimental.serialize_executable import deserialize_and_load, serialize


def build():
    model = keras.Sequential([keras.Input(shape=(2,)), keras.layers.Dense(1)])
    model.set_weights([np.array([[1.0], [2.0]]), np.array([3.0])])
    return model


def main():
    model = build()

    def predict(trainable, other, x):
        return model.stateless_call(trainable, other, x)[0]

    weights = [v.value for v in model.trainable_variables]
    x = np.array([[4.0, 5.0]], "float32")
    compiled = jax.jit(predict).lower(weights, [], x).compile()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.bin")
        with open(path, "wb") as file:
            pickle.dump(serialize(compiled), file)
        with open(path, "rb") as file:
            loaded = deserialize_and_load(*pickle.load(file))
        y = loaded(weights, [], x)
    return float(y[0, 0])


if __name__ == "__main__":
    print(main())
