"""A frozen backbone with batch normalization under a new head in Keras."""

import keras
import numpy as np


def data():
    x = np.random.default_rng(0).normal(loc=3.0, size=(320, 4)).astype("float32")
    return x, x.sum(axis=1, keepdims=True)


def build():
    backbone = keras.Sequential(
        [
            keras.Input(shape=(4,)),
            keras.layers.Dense(8),
            keras.layers.BatchNormalization(),
        ]
    )
    backbone.trainable = False
    inputs = keras.Input(shape=(4,))
    x = backbone(inputs, training=False)
    return backbone, keras.Model(inputs, keras.layers.Dense(1)(x))


def train(model, x, y):
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mse")
    model.fit(x, y, epochs=3, verbose=0)


def statistics(backbone):
    return keras.ops.convert_to_numpy(backbone.layers[-1].moving_mean)


def main():
    keras.utils.set_random_seed(0)
    x, y = data()
    backbone, model = build()
    before = statistics(backbone)
    train(model, x, y)
    return float(np.max(np.abs(statistics(backbone) - before)))


if __name__ == "__main__":
    print(main())
