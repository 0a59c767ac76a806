"""Scaling of raw inputs inside the exported model in Keras."""

import os
import tempfile

import keras
import numpy as np
import onnxruntime


def build():
    model = keras.Sequential(
        [
            keras.Input(shape=(3,), dtype="uint8"),
            keras.layers.Rescaling(1 / 255),
            keras.layers.Dense(1, use_bias=False),
        ]
    )
    model.set_weights([np.array([[1.0], [10.0], [100.0]])])
    return model


def main():
    model = build()
    pixels = np.array([[0, 51, 255]], "uint8")
    model(pixels)  # export to ONNX asks for a model that has been called
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.onnx")
        model.export(path, format="onnx", verbose=False)
        session = onnxruntime.InferenceSession(path)
        (y,) = session.run(None, {session.get_inputs()[0].name: pixels})
    return float(y[0, 0])


if __name__ == "__main__":
    print(main())
