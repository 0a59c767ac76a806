"""Train a digit classifier against adversarial examples in Keras, on JAX only.

A training step of one's own takes the gradients from the backend.
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
    noise = np.random.default_rng(1).normal(0, 0.3, x[split:].shape)
    noisy = x[split:] + noise.astype("float32")  # the test images
    return (x[:split], y[:split]), (noisy, y[split:])


# --8<-- [end:preprocess]


# --8<-- [start:train_step]
class AdversarialModel(keras.Model):
    def loss_and_state(self, trainable, state, x, y):
        logits, state = self.stateless_call(trainable, state, x, training=True)
        return self.compute_loss(x, y, logits), state

    def adversarial_loss(self, trainable, state, x, y):
        input_gradient = jax.grad(self.loss_and_state, argnums=2, has_aux=True)
        gradient, _ = input_gradient(trainable, state, x, y)
        norm = jnp.linalg.norm(gradient, axis=1, keepdims=True)
        attack = jax.lax.stop_gradient(x + gradient / (norm + 1e-12))
        clean, state = self.loss_and_state(trainable, state, x, y)
        attacked, state = self.loss_and_state(trainable, state, attack, y)
        return (clean + attacked) / 2, state

    def train_step(self, state, data):
        trainable, non_trainable, optimizer_state, metrics = state
        x, y = data
        gradient_of = jax.value_and_grad(self.adversarial_loss, has_aux=True)
        (loss, non_trainable), gradients = gradient_of(trainable, non_trainable, x, y)
        trainable, optimizer_state = self.optimizer.stateless_apply(
            optimizer_state, gradients, trainable
        )
        (mean,) = self.metrics  # of the loss, over the rows of the epoch
        metrics = mean.stateless_update_state(metrics, loss, sample_weight=len(x))
        logs = {"loss": mean.stateless_result(metrics)}
        return logs, (trainable, non_trainable, optimizer_state, metrics)


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
