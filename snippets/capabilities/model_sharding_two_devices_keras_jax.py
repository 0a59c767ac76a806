"""One weight matrix split over two devices in Keras on JAX."""

import jax
import keras
import numpy as np


def prediction(y_true, y_pred):
    return y_pred


def main():
    jax.config.update("jax_num_cpu_devices", 2)
    devices = keras.distribution.list_devices("cpu")
    mesh = keras.distribution.DeviceMesh((1, 2), ["batch", "model"], devices)
    layout_map = keras.distribution.LayoutMap(mesh)
    layout_map[".*kernel"] = (None, "model")
    keras.distribution.set_distribution(
        keras.distribution.ModelParallel(layout_map=layout_map, batch_dim_name="batch")
    )
    layer = keras.layers.Dense(2, use_bias=False)
    model = keras.Sequential([keras.Input(shape=(4,)), layer])
    layer.set_weights([np.array([[1.0, 2.0]] * 4)])
    model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.1), loss=prediction)
    x, y = np.array([[1.0, 2.0, 3.0, 4.0]]), np.zeros((1, 2))
    model.fit(x, y, verbose=0)
    shards = layer.kernel.value.addressable_shards
    held = max(shard.data.size for shard in shards)
    return model.predict(x, verbose=0).sum() + held


if __name__ == "__main__":
    print(main())
