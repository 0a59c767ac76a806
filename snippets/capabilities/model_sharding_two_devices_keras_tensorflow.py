"""One weight matrix split over two devices in Keras on TensorFlow."""

from collections import Counter

import keras
import numpy as np
import tensorflow as tf


# --8<-- [start:detour]
class SplitDense(keras.layers.Layer):
    def __init__(self, units, devices):
        super().__init__()
        self.devices = devices
        self.parts = [
            keras.layers.Dense(units // len(devices), use_bias=False) for _ in devices
        ]

    def build(self, input_shape):
        for part, device in zip(self.parts, self.devices, strict=True):
            with keras.device(device):
                part.build(input_shape)

    def call(self, x):
        outputs = []
        for part, device in zip(self.parts, self.devices, strict=True):
            with keras.device(device):
                outputs.append(part(x))
        return keras.ops.concatenate(outputs, axis=-1)


# --8<-- [end:detour]


def prediction(y_true, y_pred):
    return y_pred


def main():
    cpu = tf.config.list_physical_devices("CPU")[0]
    halves = [tf.config.LogicalDeviceConfiguration() for _ in range(2)]
    tf.config.set_logical_device_configuration(cpu, halves)
    layer = SplitDense(2, devices=["cpu:0", "cpu:1"])
    model = keras.Sequential([keras.Input(shape=(4,)), layer])
    layer.set_weights([np.full((4, 1), 1.0), np.full((4, 1), 2.0)])
    model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.1), loss=prediction)
    x, y = np.array([[1.0, 2.0, 3.0, 4.0]]), np.zeros((1, 2))
    model.fit(x, y, verbose=0)
    held = Counter()
    for weight in model.weights:
        held[weight.value.device] += weight.numpy().size
    return model.predict(x, verbose=0).sum() + max(held.values())


if __name__ == "__main__":
    print(main())
