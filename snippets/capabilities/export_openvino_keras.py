"""Export to OpenVINO and run in its runtime in Keras."""

import os
import tempfile

import keras
import numpy as np
import openvino


def build():
    model = keras.Sequential([keras.Input(shape=(2,)), keras.layers.Dense(1)])
    model.set_weights([np.array([[1.0], [2.0]]), np.array([3.0])])
    return model


def main():
    model = build()
    x = np.array([[4.0, 5.0]], "float32")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.xml")
        model.export(path, format="openvino", verbose=False)
        y = openvino.Core().compile_model(path, "CPU")(x)[0]
    return float(y[0, 0])


if __name__ == "__main__":
    print(main())
