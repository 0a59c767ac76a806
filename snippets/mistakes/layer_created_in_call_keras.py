"""A subclassed classifier with two layers in Keras."""

import keras
import numpy as np


class Classifier(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = keras.layers.Dense(16, activation="relu")
        self.head = keras.layers.Dense(3)

    def call(self, x):
        h = self.hidden(x)
        return self.head(h)


def data():
    rng = np.random.default_rng(0)
    y = np.arange(300) % 3
    x = rng.normal(size=(300, 2)) / 4 + np.array([[0, 1], [1, 0], [-1, -1]])[y]
    return x.astype("float32"), y


def train(model, x, y):
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss=loss)
    model.fit(x, y, epochs=30, verbose=0)


def evaluate(model, x, y):
    return model.evaluate(x, y, verbose=0)


def main():
    keras.utils.set_random_seed(0)
    x, y = data()
    model = Classifier()
    train(model, x, y)
    return evaluate(model, x, y)


if __name__ == "__main__":
    print(main())
