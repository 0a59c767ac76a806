"""Run an exported model in a process without any framework in Keras."""

import os
import subprocess
import sys
import tempfile

import keras
import numpy as np

CHILD = """
import sys
for name in ("keras", "tensorflow", "jax", "torch"):
    sys.modules[name] = None  # importing it raises ImportError
import numpy as np
import onnxruntime
session = onnxruntime.InferenceSession(sys.argv[1])
x = np.array([[4.0, 5.0]], "float32")
(y,) = session.run(None, {session.get_inputs()[0].name: x})
print(y[0, 0])
"""


def build():
    model = keras.Sequential([keras.Input(shape=(2,)), keras.layers.Dense(1)])
    model.set_weights([np.array([[1.0], [2.0]]), np.array([3.0])])
    return model


def main():
    model = build()
    model(np.ones((1, 2)))  # export to ONNX asks for a model that has been called
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.onnx")
        model.export(path, format="onnx", verbose=False)
        command = [sys.executable, "-c", CHILD, path]
        return float(subprocess.check_output(command))


if __name__ == "__main__":
    print(main())
