"""Gradient through a product of complex numbers in Keras."""

import keras
import numpy as np


class Product(keras.layers.Layer):
    def build(self, input_shape):
        self.pair = self.add_weight(shape=(2,), name="pair")

    def call(self, x):
        z = keras.ops.view_as_complex(self.pair)
        return x * keras.ops.real((1 + 2j) * z * z)


def prediction(y_true, y_pred):
    return y_pred


def main():
    model = keras.Sequential([keras.Input(shape=(1,)), Product()])
    model.set_weights([np.array([3.0, 1.0])])
    model.compile(keras.optimizers.SGD(learning_rate=1.0), loss=prediction)
    model.fit(np.ones((1, 1)), np.zeros((1, 1)), verbose=0)
    return float(np.sum(model.get_weights()[0]))


if __name__ == "__main__":
    print(main())
