"""Training in float64 in Keras."""

import keras
import numpy as np


def prediction(y_true, y_pred):
    return y_pred


def main():
    keras.config.set_floatx("float64")
    x, y = np.ones((5, 1)), np.zeros((5, 1))
    layer = keras.layers.Dense(1, use_bias=False, kernel_initializer="ones")
    model = keras.Sequential([keras.Input(shape=(1,)), layer])
    optimizer = keras.optimizers.SGD(learning_rate=2**-30)
    model.compile(optimizer=optimizer, loss=prediction)
    model.fit(x, y, batch_size=1, verbose=0)
    weight = keras.ops.convert_to_numpy(layer.kernel).item()
    return (1 - weight) * 2**30


if __name__ == "__main__":
    print(main())
