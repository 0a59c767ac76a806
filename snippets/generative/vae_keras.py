"""Learn to generate digits with a variational autoencoder in Keras."""

import keras
import numpy as np
from keras import ops
from sklearn.datasets import load_digits


# --8<-- [start:load]
def load():
    images = load_digits().data  # 1,797 digits of 8 x 8 pixels, 0 to 16
    return images[np.random.default_rng(0).permutation(len(images))]


# --8<-- [end:load]


# --8<-- [start:preprocess]
def preprocess(images):
    x = (images / 16).astype("float32")
    split = len(x) * 4 // 5
    return (x[:split], x[:split]), (x[split:], x[split:])  # the target is the input


# --8<-- [end:preprocess]


# --8<-- [start:build]
class Sampling(keras.layers.Layer):
    """Draws from the distribution of the code and adds its divergence to the loss."""

    def __init__(self, noise, **kwargs):
        super().__init__(**kwargs)
        self.noise = noise
        self.seed_generator = keras.random.SeedGenerator()

    def call(self, mean, log_var):
        divergence = (ops.exp(log_var) + mean**2 - 1 - log_var) / 2
        self.add_loss(ops.mean(ops.sum(divergence, axis=1)))
        draw = keras.random.normal(ops.shape(mean), seed=self.seed_generator)
        return mean + self.noise * ops.exp(log_var / 2) * draw


def build(units=128, code=8, noise=1.0):
    inputs = keras.Input(shape=(64,))
    x = keras.layers.Dense(units, activation="relu")(inputs)
    mean = keras.layers.Dense(code)(x)
    log_var = keras.layers.Dense(code)(x)
    x = Sampling(noise)(mean, log_var)
    x = keras.layers.Dense(units, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(64)(x))


def reconstruction(y, logits):
    return ops.sum(ops.binary_crossentropy(y, logits, from_logits=True), axis=1)


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, epochs=30, batch_size=32):
    x, y = data
    model.compile(optimizer=optimizer, loss=reconstruction)
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
    return model.evaluate(x, y, verbose=0)  # nats per image: the negative ELBO


# --8<-- [end:evaluate]


def main(seed=0):
    keras.utils.set_random_seed(seed)
    train_data, test_data = preprocess(load())
    model = build()
    train(model, train_data, improve(model))
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test loss {main():.2f} nats per image")
