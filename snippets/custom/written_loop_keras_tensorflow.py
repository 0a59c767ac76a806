"""Classify digits with a written training loop in Keras, on TensorFlow only.

A written loop takes the gradients from the backend.
"""

import keras
import numpy as np
import tensorflow as tf
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
    rows = len(data[0])
    dataset = tf.data.Dataset.from_tensor_slices(data).shuffle(rows)
    dataset = dataset.batch(batch_size).prefetch(tf.data.AUTOTUNE)
    loss_fn = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    optimizer.build(model.trainable_variables)

    @tf.function
    def train_step(x, y):
        with tf.GradientTape() as tape:
            loss = loss_fn(y, model(x, training=True))
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply(gradients, model.trainable_variables)
        return loss

    losses = []
    for _ in range(epochs):
        total = 0.0
        for x, y in dataset:
            total += float(train_step(x, y)) * len(x)
        losses.append(total / rows)
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
