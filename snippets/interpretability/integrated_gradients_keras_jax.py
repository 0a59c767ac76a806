"""Explain digit predictions with integrated gradients in Keras, on JAX only.

Gradients with respect to the input are the backend's own.
"""

import jax
import jax.numpy as jnp
import keras
import numpy as np
from sklearn.datasets import load_digits


# --8<-- [start:load]
def load():
    digits = load_digits()  # 1,797 handwritten digits of 8 x 8 pixels
    order = np.random.default_rng(0).permutation(len(digits.target))
    return digits.data[order], digits.target[order]


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
            keras.layers.Dense(units, activation="relu"),
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
    return keras.optimizers.Adam(learning_rate=1e-3)


# --8<-- [end:improve]


# --8<-- [start:evaluate]
def evaluate(model, data):
    x, y = data
    _, accuracy = model.evaluate(x, y, verbose=0)
    return accuracy


# --8<-- [end:evaluate]


# --8<-- [start:explain]
def explain(model, x, steps=128):
    label = model(x).argmax(axis=1, keepdims=True)  # predicted, (rows, 1)

    @jax.jit
    def score(x):  # (rows,)
        return jnp.take_along_axis(model(x), label, axis=1)[:, 0]

    gradient = jax.jit(jax.grad(lambda x: score(x).sum()))
    total = jnp.zeros_like(x)
    for step in range(steps):  # midpoints of the way from a black image to x
        total += gradient(x * (step + 0.5) / steps)
    attributions = x * total / steps  # (rows, 64)
    return np.array(attributions), np.array(score(x) - score(jnp.zeros_like(x)))


# --8<-- [end:explain]


def main(seed=0):
    keras.utils.set_random_seed(seed)
    train_data, test_data = preprocess(*load())
    model = build()
    train(model, train_data, improve(model))
    attributions, changes = explain(model, test_data[0])
    # completeness: a row's attributions sum to the change of its logit
    gaps = np.abs(attributions.sum(axis=1) - changes)
    assert gaps.max() < 0.01 * np.abs(changes).mean()
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test accuracy {main():.3f}")
