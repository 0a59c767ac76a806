"""Export to LiteRT and run in its interpreter in Keras on PyTorch."""

import os
import tempfile

import keras
import numpy as np
from ai_edge_litert.interpreter import Interpreter


def build():
    model = keras.Sequential([keras.Input(shape=(2,)), keras.layers.Dense(1)])
    model.set_weights([np.array([[1.0], [2.0]]), np.array([3.0])])
    return model


def run(path, x):
    interpreter = Interpreter(model_path=path)
    interpreter.allocate_tensors()
    interpreter.set_tensor(interpreter.get_input_details()[0]["index"], x)
    interpreter.invoke()
    return interpreter.get_tensor(interpreter.get_output_details()[0]["index"])


def main():
    model = build()
    x = np.array([[4.0, 5.0]], "float32")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.tflite")
        model.export(path, format="litert", verbose=False)
        y = run(path, x)
    return float(y[0, 0])


if __name__ == "__main__":
    print(main())
