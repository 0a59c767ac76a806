"""Two functions in one exported file in Keras."""

import tempfile

import keras
import numpy as np
import tensorflow as tf


class Autoencoder(keras.Model):
    def __init__(self):
        super().__init__()
        self.encoder = keras.layers.Dense(1, use_bias=False)
        self.decoder = keras.layers.Dense(2, use_bias=False)

    def encode(self, x):
        return self.encoder(x)

    def decode(self, code):
        return self.decoder(code)

    def call(self, x):
        return self.decode(self.encode(x))


def build():
    model = Autoencoder()
    model(np.ones((1, 2), "float32"))
    model.set_weights([np.array([[1.0], [2.0]]), np.array([[3.0, 4.0]])])
    return model


def main():
    model = build()
    archive = keras.export.ExportArchive()
    archive.track(model)
    pair = keras.InputSpec(shape=(None, 2), dtype="float32")
    code = keras.InputSpec(shape=(None, 1), dtype="float32")
    archive.add_endpoint("encode", model.encode, [pair])
    archive.add_endpoint("decode", model.decode, [code])
    with tempfile.TemporaryDirectory() as folder:
        archive.write_out(folder, verbose=False)
        loaded = tf.saved_model.load(folder)
        encoded = loaded.encode(tf.constant([[4.0, 5.0]]))
        decoded = loaded.decode(tf.constant([[10.0]]))
    return float(encoded[0, 0] + decoded[0, 0] + decoded[0, 1])


if __name__ == "__main__":
    print(main())
