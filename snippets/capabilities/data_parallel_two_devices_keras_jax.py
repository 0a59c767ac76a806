"""Data parallel training on two devices in Keras on JAX."""

import jax
import keras
import numpy as np


def main():
    jax.config.update("jax_num_cpu_devices", 2)
    devices = keras.distribution.list_devices("cpu")
    keras.distribution.set_distribution(
        keras.distribution.DataParallel(devices=devices)
    )
    layer = keras.layers.Dense(1, use_bias=False, kernel_initializer="ones")
    model = keras.Sequential([keras.Input(shape=(1,)), layer])
    optimizer = keras.optimizers.SGD(learning_rate=0.01)
    model.compile(optimizer=optimizer, loss="mse")
    x = np.array([[1.0], [2.0], [3.0], [4.0]], "float32")
    y = np.zeros((4, 1), "float32")
    model.fit(x, y, batch_size=4, shuffle=False, verbose=0)
    copies = layer.kernel.value.addressable_shards
    return sum(copy.data.item() for copy in copies)


if __name__ == "__main__":
    print(main())
