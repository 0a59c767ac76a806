"""The running mean of a batch normalisation, ported from PyTorch, in Keras."""

import keras
import numpy as np


def data():
    rng = np.random.default_rng(0)
    return rng.normal(loc=1.0, size=(300, 4, 64)).astype("float32")


def build():
    # PyTorch's defaults are momentum=0.1 and eps=1e-5.
    return keras.layers.BatchNormalization(momentum=0.9, epsilon=1e-5)


def train(layer, batches):
    for batch in batches:
        layer(batch, training=True)


def main():
    batches = data()
    layer = build()
    train(layer, batches)
    mean = keras.ops.convert_to_numpy(layer.moving_mean)
    return float(np.abs(mean - batches.mean(axis=(0, 1))).mean())


if __name__ == "__main__":
    print(main())
