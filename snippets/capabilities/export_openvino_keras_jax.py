"""Export to OpenVINO and run in its runtime in Keras on JAX."""

import os
import tempfile

import keras
import numpy as np
import openvino


def build():
    model = keras.Sequential([keras.Input(shape=(2,)), keras.layers.Dense(1)])
    model.set_weights([np.array([[1.0], [2.0]]), np.array([3.0])])
    return model


# --8<-- [start:detour]
def export(model, folder, path):
    onnx = os.path.join(folder, "model.onnx")
    model.export(onnx, format="onnx", verbose=False)
    openvino.save_model(openvino.convert_model(onnx), path)


# --8<-- [end:detour]


def main():
    model = build()
    x = np.array([[4.0, 5.0]], "float32")
    model(x)  # export to ONNX asks for a model that has been called
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.xml")
        export(model, folder, path)
        y = openvino.Core().compile_model(path, "CPU")(x)[0]
    return float(y[0, 0])


if __name__ == "__main__":
    print(main())
