"""Save a training run, load it, and resume it exactly in Keras."""

import os
import tempfile

import keras
import numpy as np
from sklearn.datasets import load_digits


# --8<-- [start:load]
def load():
    images, labels = load_digits(return_X_y=True)  # 1,797 digits, 64 values 0 to 16
    order = np.random.default_rng(0).permutation(len(labels))
    return images[order], labels[order]


# --8<-- [end:load]


# --8<-- [start:preprocess]
def preprocess(images, labels):
    x = (images / 16).astype("float32")
    y = labels.astype("int64")
    split = len(x) * 4 // 5
    return (x[:split], y[:split]), (x[split:], y[split:])


# --8<-- [end:preprocess]


# --8<-- [start:build]
def build(units=64):
    return keras.Sequential(
        [
            keras.Input(shape=(64,)),
            keras.layers.Dense(units, activation="relu"),
            keras.layers.Dense(10),
        ]
    )


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, epochs=5, batch_size=32):
    x, y = data
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer=optimizer, loss=loss, metrics=["accuracy"])
    history = model.fit(x, y, batch_size=batch_size, epochs=epochs, verbose=0)
    return history.history["loss"]


# --8<-- [end:train]


# --8<-- [start:improve]
def improve(model, steps=450):  # two parts of 5 epochs of 45 batches
    # the schedule reads the optimizer's own count of updates
    schedule = keras.optimizers.schedules.CosineDecay(5e-3, decay_steps=steps)
    return keras.optimizers.Adam(learning_rate=schedule)


# --8<-- [end:improve]


# --8<-- [start:evaluate]
def evaluate(model, data):
    x, y = data
    _, accuracy = model.evaluate(x, y, verbose=0)
    return accuracy


# --8<-- [end:evaluate]


# --8<-- [start:resume]
def save(model, path):
    # architecture, weights, and the compiled optimizer with its state
    model.save(path)


def resume(path):
    model = keras.saving.load_model(path)
    return model, model.optimizer


# --8<-- [end:resume]


def main(seed=0):
    keras.utils.set_random_seed(seed)
    train_data, test_data = preprocess(*load())
    model = build()
    optimizer = improve(model)
    train(model, train_data, optimizer)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "digits.keras")
        save(model, path)
        # the file does not hold the order of shuffling: each part has its own seed
        keras.utils.set_random_seed(seed + 1)
        unbroken = train(model, train_data, optimizer)
        model, optimizer = resume(path)
        keras.utils.set_random_seed(seed + 1)
        resumed = train(model, train_data, optimizer)
    assert resumed == unbroken, (resumed, unbroken)
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test accuracy {main():.3f}")
