"""Export to LiteRT and run in its interpreter in Keras on JAX."""

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
model.export(sys.argv[2], format="litert", verbose=False)
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


def run(path, x):
    interpreter = tf.lite.Interpreter(model_path=path)
    interpreter.allocate_tensors()
    interpreter.set_tensor(interpreter.get_input_details()[0]["index"], x)
    interpreter.invoke()
    return interpreter.get_tensor(interpreter.get_output_details()[0]["index"])


def main():
    model = build()
    x = np.array([[4.0, 5.0]], "float32")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.tflite")
        export(model, folder, path)
        y = run(path, x)
    return float(y[0, 0])


if __name__ == "__main__":
    print(main())
