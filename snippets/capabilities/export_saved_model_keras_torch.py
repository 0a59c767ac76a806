"""Export to a SavedModel and run it in TensorFlow in Keras on PyTorch."""

import os
import subprocess
import sys
import tempfile

import keras
import numpy as np
import tensorflow as tf

# --8<-- [start:detour]
EXPORT = """
import sys
import keras
model = keras.saving.load_model(sys.argv[1])
model.export(sys.argv[2], format="tf_saved_model", verbose=False)
"""


def export(model, folder, path):
    saved = os.path.join(folder, "model.keras")
    model.save(saved)
    environment = os.environ | {"KERAS_BACKEND": "tensorflow"}
    command = [sys.executable, "-c", EXPORT, saved, path]
    subprocess.run(command, env=environment, check=True)


# --8<-- [end:detour]


def build():
    model = keras.Sequential([keras.Input(shape=(2,)), keras.layers.Dense(1)])
    model.set_weights([np.array([[1.0], [2.0]]), np.array([3.0])])
    return model


def main():
    model = build()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "exported")
        export(model, folder, path)
        loaded = tf.saved_model.load(path)
        y = loaded.serve(tf.constant([[4.0, 5.0]]))
    return float(y[0, 0])


if __name__ == "__main__":
    print(main())
