"""Classify digits with a written training loop in Keras, on JAX only.

A written loop takes the gradients from the backend.
"""

import jax
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
def build(units=128, dropout=0.2):
    return keras.Sequential(
        [
            keras.Input(shape=(64,)),
            keras.layers.Dense(units, activation="relu"),
            keras.layers.Dropout(dropout),
            keras.layers.Dense(10),
        ]
    )


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, epochs=30, batch_size=32):
    x, y = data
    loss_fn = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    optimizer.build(model.trainable_variables)

    def loss_and_state(trainable, state, x, y):
        logits, state = model.stateless_call(trainable, state, x, training=True)
        return loss_fn(y, logits), state

    @jax.jit
    def train_step(trainable, state, optimizer_state, x, y):
        gradient_of = jax.value_and_grad(loss_and_state, has_aux=True)
        (loss, state), gradients = gradient_of(trainable, state, x, y)
        trainable, optimizer_state = optimizer.stateless_apply(
            optimizer_state, gradients, trainable
        )
        return loss, (trainable, state, optimizer_state)

    variables = (
        model.trainable_variables,
        model.non_trainable_variables,
        optimizer.variables,
    )
    values = keras.tree.map_structure(lambda v: v.value, variables)
    losses = []
    for _ in range(epochs):
        total = 0.0
        order = np.random.permutation(len(x))
        for start in range(0, len(x), batch_size):
            rows = order[start : start + batch_size]
            loss, values = train_step(*values, x[rows], y[rows])
            total += float(loss) * len(rows)
        losses.append(total / len(x))
    # back into the model and the optimizer
    keras.tree.map_structure(lambda v, new: v.assign(new), variables, values)
    return losses


# --8<-- [end:train]


# --8<-- [start:improve]
def improve(model):
    return keras.optimizers.Adam(learning_rate=1e-3)


# --8<-- [end:improve]


# --8<-- [start:evaluate]
def evaluate(model, data):
    x, y = data
    logits = model.predict(x, verbose=0)
    return float((logits.argmax(axis=1) == y).mean())


# --8<-- [end:evaluate]


def main(seed=0):
    keras.utils.set_random_seed(seed)
    train_data, test_data = preprocess(*load())
    model = build()
    train(model, train_data, improve(model))
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test accuracy {main():.3f}")
