"""The mean that batch normalization keeps for inference in Keras."""

import keras
import numpy as np


class Network(keras.Model):
    def __init__(self):
        super().__init__()
        self.norm = keras.layers.BatchNormalization()
        self.head = keras.layers.Dense(1)

    def call(self, x, training=None):
        x = self.norm(x, training=training)
        return self.head(x)


def data():
    x = np.random.default_rng(0).normal(loc=5, size=(512, 3)).astype("float32")
    return x, x.sum(axis=1, keepdims=True)


def train(model, x, y):
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mse")
    model.fit(x, y, batch_size=16, epochs=10, verbose=0)


def main():
    keras.utils.set_random_seed(0)
    x, y = data()
    model = Network()
    train(model, x, y)
    return float(keras.ops.convert_to_numpy(model.norm.moving_mean).mean())


if __name__ == "__main__":
    print(main())
