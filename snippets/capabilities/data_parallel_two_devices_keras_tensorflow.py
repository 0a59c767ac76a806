"""Data parallel training on two devices in Keras on TensorFlow."""

import keras
import numpy as np
import tensorflow as tf


def main():
    cpu = tf.config.list_physical_devices("CPU")[0]
    halves = [tf.config.LogicalDeviceConfiguration() for _ in range(2)]
    tf.config.set_logical_device_configuration(cpu, halves)
    strategy = tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"])
    with strategy.scope():
        layer = keras.layers.Dense(1, use_bias=False, kernel_initializer="ones")
        model = keras.Sequential([keras.Input(shape=(1,)), layer])
        optimizer = keras.optimizers.SGD(learning_rate=0.01)
        model.compile(optimizer=optimizer, loss="mse")
    x = np.array([[1.0], [2.0], [3.0], [4.0]], "float32")
    y = np.zeros((4, 1), "float32")
    model.fit(x, y, batch_size=4, shuffle=False, verbose=0)
    copies = strategy.experimental_local_results(layer.kernel.value)
    return sum(copy.numpy().item() for copy in copies)


if __name__ == "__main__":
    print(main())
