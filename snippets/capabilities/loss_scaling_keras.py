"""Loss scaling for training in float16 in Keras."""

import keras
import numpy as np


def tiny(y_true, y_pred):
    return y_pred * 2**-26


def moved(auto_scale_loss):
    layer = keras.layers.Dense(1, use_bias=False, kernel_initializer="ones")
    model = keras.Sequential([keras.Input(shape=(1,)), layer])
    model.compile(
        optimizer=keras.optimizers.SGD(learning_rate=2.0**25),
        loss=tiny,
        auto_scale_loss=auto_scale_loss,
    )
    x, y = np.ones((1, 1), "float32"), np.zeros((1, 1), "float32")
    model.fit(x, y, verbose=0)
    return 1 - keras.ops.convert_to_numpy(layer.kernel).item()


def main():
    keras.config.set_dtype_policy("mixed_float16")
    return moved(auto_scale_loss=True) - moved(auto_scale_loss=False)


if __name__ == "__main__":
    print(main())
