"""Train a digit classifier against adversarial examples in Keras, on TensorFlow only.

A training step of one's own takes the gradients from the backend.
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
    noise = np.random.default_rng(1).normal(0, 0.3, x[split:].shape)
    noisy = x[split:] + noise.astype("float32")  # the test images
    return (x[:split], y[:split]), (noisy, y[split:])


# --8<-- [end:preprocess]


# --8<-- [start:train_step]
class AdversarialModel(keras.Model):
    def train_step(self, data):
        x, y = data
        with tf.GradientTape() as tape:
            with tf.GradientTape() as input_tape:
                input_tape.watch(x)
                clean = self.compute_loss(x, y, self(x, training=True))
            gradient = input_tape.gradient(clean, x)
            norm = tf.norm(gradient, axis=1, keepdims=True)
            attack = tf.stop_gradient(x + gradient / (norm + 1e-12))
            attacked = self.compute_loss(attack, y, self(attack, training=True))
            loss = (clean + attacked) / 2
        gradients = tape.gradient(loss, self.trainable_variables)
        self.optimizer.apply(gradients, self.trainable_variables)
        (mean,) = self.metrics  # of the loss, over the rows of the epoch
        mean.update_state(loss, sample_weight=tf.shape(x)[0])
        return {"loss": mean.result()}


# --8<-- [end:train_step]


# --8<-- [start:build]
def build(units=128):
    inputs = keras.Input(shape=(64,))
    x = keras.layers.Dense(units, activation="relu")(inputs)
    outputs = keras.layers.Dense(10)(x)
    return AdversarialModel(inputs, outputs)


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, epochs=30, batch_size=32):
    x, y = data
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer=optimizer, loss=loss)
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
    print(f"test accuracy on noisy digits {main():.3f}")
