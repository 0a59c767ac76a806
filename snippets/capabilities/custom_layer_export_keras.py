"""Export of a layer of one's own to ONNX in Keras."""

import os
import tempfile

import keras
import numpy as np
import onnxruntime


class SquaredReLU(keras.layers.Layer):
    def build(self, input_shape):
        initializer = keras.initializers.Constant(2.0)
        self.scale = self.add_weight(shape=(), initializer=initializer)

    def call(self, inputs):
        return self.scale * keras.ops.square(keras.ops.relu(inputs))


def main():
    model = keras.Sequential([keras.Input(shape=(2,)), SquaredReLU()])
    x = np.array([[-4.0, 5.0]], "float32")
    model(x)  # export to ONNX asks for a model that has been called
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.onnx")
        model.export(path, format="onnx", verbose=False)
        session = onnxruntime.InferenceSession(path)
        (y,) = session.run(None, {session.get_inputs()[0].name: x})
    return float(y.sum())


if __name__ == "__main__":
    print(main())
