"""A model with every kind of layer the gate can compare, as small as can be, in Keras."""

import keras
import numpy as np
from keras import layers


def load():
    rng = np.random.default_rng(0)
    images = rng.random((60, 6, 6, 2)).astype("float32")
    words = rng.integers(0, 9, (60, 5))
    return images, words, images.mean(axis=(1, 2, 3)) + words.mean(axis=1)


def preprocess(images, words, targets):
    inputs, targets = (images, words), targets.astype("float32")
    split = len(targets) * 5 // 6
    return (
        (tuple(x[:split] for x in inputs), targets[:split]),
        (tuple(x[split:] for x in inputs), targets[split:]),
    )


class Scale(layers.Layer):
    def build(self, shape):
        self.factor = self.add_weight(shape=(shape[-1],), initializer="ones")

    def call(self, x):
        return x * self.factor


class Net(keras.Model):
    """Subclassed, so that its weights exist only after the first call."""

    def __init__(self, dropout):
        super().__init__()
        self.image = keras.Sequential(
            [
                keras.Input((6, 6, 2)),
                layers.Conv2D(4, 3),
                layers.BatchNormalization(momentum=0.9, epsilon=1e-5),
                layers.ReLU(),
                layers.Conv2DTranspose(2, 2, strides=2),
                layers.Flatten(),
                layers.Dense(8, activation="relu"),
            ]
        )
        self.embed = layers.Embedding(9, 8)
        self.along = layers.Conv1D(8, 3, padding="same")
        self.attend = layers.MultiHeadAttention(2, 4)
        self.layer_norm = layers.LayerNormalization(epsilon=1e-5)
        self.lstm = layers.LSTM(8, return_sequences=True)
        self.gru = layers.GRU(8)
        self.join = layers.Concatenate()
        self.scale = Scale()
        self.dropout = layers.Dropout(dropout)
        self.head = layers.Dense(1)

    def call(self, inputs, training=False):
        images, words = inputs
        w = self.along(self.embed(words))
        w = self.layer_norm(w + self.attend(w, w))
        w = self.gru(self.lstm(w))
        x = self.scale(self.join([self.image(images, training=training), w]))
        return self.head(self.dropout(x, training=training))[:, 0]


def build(dropout=0.5):
    return Net(dropout)


def train(model, data, optimizer, epochs=1, batch_size=16):
    model.compile(optimizer=optimizer, loss="mse")
    history = model.fit(*data, batch_size=batch_size, epochs=epochs, verbose=0)
    return history.history["loss"]


def improve(model, steps):
    rate = keras.optimizers.schedules.CosineDecay(0.01, steps)
    return keras.optimizers.AdamW(rate, epsilon=1e-7, weight_decay=1.0)


def evaluate(model, data):
    return model.evaluate(*data, verbose=0)


def main(seed=0):
    keras.utils.set_random_seed(seed)
    train_data, test_data = preprocess(*load())
    model = build()
    train(model, train_data, improve(model, 4))
    return evaluate(model, test_data)
