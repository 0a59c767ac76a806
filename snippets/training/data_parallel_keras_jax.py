"""Train on two devices with the losses of one in Keras, on JAX only.

Of the backends, only JAX knows keras.distribution.
"""

import jax
import keras
import numpy as np
from sklearn.datasets import load_digits

jax.config.update("jax_num_cpu_devices", 2)  # before JAX uses a device


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
    rows = len(x) // 10 * 10  # every batch must divide by two devices
    split = rows * 4 // 5
    return (x[:split], y[:split]), (x[split:rows], y[split:rows])


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
def improve(model):
    return keras.optimizers.Adam(learning_rate=3e-3)


# --8<-- [end:improve]


# --8<-- [start:evaluate]
def evaluate(model, data):
    x, y = data
    _, accuracy = model.evaluate(x, y, verbose=0)
    return accuracy


# --8<-- [end:evaluate]


def main(seed=0):
    train_data, test_data = preprocess(*load())
    keras.utils.set_random_seed(seed)
    model = build()
    losses = train(model, train_data, improve(model))
    with keras.distribution.DataParallel().scope():  # over all devices
        keras.utils.set_random_seed(seed)
        model = build()
        parallel = train(model, train_data, improve(model))
        assert np.allclose(parallel, losses, rtol=1e-5), (parallel, losses)
        return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test accuracy {main():.3f}")
