"""Export to a SavedModel and run it in TensorFlow in Keras."""

import tempfile

import keras
import numpy as np
import tensorflow as tf


def build():
    model = keras.Sequential([keras.Input(shape=(2,)), keras.layers.Dense(1)])
    model.set_weights([np.array([[1.0], [2.0]]), np.array([3.0])])
    return model


def main():
    model = build()
    with tempfile.TemporaryDirectory() as folder:
        model.export(folder, format="tf_saved_model", verbose=False)
        loaded = tf.saved_model.load(folder)
        y = loaded.serve(tf.constant([[4.0, 5.0]]))
    return float(y[0, 0])


if __name__ == "__main__":
    print(main())
