"""Profile of a training step by operator in Keras on TensorFlow."""

import glob
import tempfile

import keras
import numpy as np
import tensorflow as tf
from tensorflow.tsl.profiler.protobuf import xplane_pb2


def matrix_products(folder):
    space = xplane_pb2.XSpace()
    with open(glob.glob(f"{folder}/**/*.xplane.pb", recursive=True)[0], "rb") as file:
        space.ParseFromString(file.read())
    events = [
        (plane.event_metadata[event.metadata_id].name, event.duration_ps)
        for plane in space.planes
        for line in plane.lines
        for event in line.events
    ]
    return {name for name, time in events if name.endswith("MatMul") and time > 0}


def main():
    model = keras.Sequential(
        [
            keras.Input(shape=(128,)),
            keras.layers.Dense(128, use_bias=False),
            keras.layers.Dense(128, use_bias=False),
        ]
    )
    model.compile(optimizer="sgd", loss="mse")
    x = np.ones((128, 128), "float32")
    model.train_on_batch(x, x)
    with tempfile.TemporaryDirectory() as folder:
        with tf.profiler.experimental.Profile(folder):
            model.train_on_batch(x, x)
        return len(matrix_products(folder))


if __name__ == "__main__":
    print(main())
