"""Export to ONNX and run in ONNX Runtime in Keras."""

import os
import tempfile

import keras
import numpy as np
import onnxruntime


def build():
    model = keras.Sequential([keras.Input(shape=(2,)), keras.layers.Dense(1)])
    model.set_weights([np.array([[1.0], [2.0]]), np.array([3.0])])
    return model


def main():
    model = build()
    x = np.array([[4.0, 5.0]], "float32")
    model(x)  # export to ONNX asks for a model that has been called
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.onnx")
        model.export(path, format="onnx", verbose=False)
        session = onnxruntime.InferenceSession(path)
        (y,) = session.run(None, {session.get_inputs()[0].name: x})
    return float(y[0, 0])


if __name__ == "__main__":
    print(main())
