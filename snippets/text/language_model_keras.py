"""Write English letter by letter with a small causal Transformer in Keras."""

import math
import string
from pydoc_data.topics import topics

import keras
import numpy as np

ALPHABET = string.ascii_lowercase + string.digits + " .,:()_'\""
LENGTH = 32  # letters that the model sees


# --8<-- [start:load]
def load():
    return " ".join(" ".join(topics.values()).lower().split())  # Python's own manual


# --8<-- [end:load]


# --8<-- [start:preprocess]
def preprocess(text):
    ids = np.array([ALPHABET.index(c) for c in text if c in ALPHABET])
    rows = (len(ids) - 1) // LENGTH
    x = ids[: rows * LENGTH].reshape(rows, LENGTH)
    y = ids[1 : rows * LENGTH + 1].reshape(rows, LENGTH)  # the letter that follows
    split = rows * 4 // 5
    return (x[:split], y[:split]), (x[split:], y[split:])


# --8<-- [end:preprocess]


# --8<-- [start:build]
class TokenAndPositionEmbedding(keras.layers.Layer):
    def __init__(self, width, **kwargs):
        super().__init__(**kwargs)
        self.token = keras.layers.Embedding(len(ALPHABET), width)
        self.position = keras.layers.Embedding(LENGTH, width)

    def call(self, ids):
        return self.token(ids) + self.position(keras.ops.arange(LENGTH))


def build(width=64, heads=4):
    ids = keras.Input(shape=(LENGTH,), dtype="int32")
    x = TokenAndPositionEmbedding(width)(ids)
    y = keras.layers.LayerNormalization(epsilon=1e-5)(x)
    attention = keras.layers.MultiHeadAttention(heads, width // heads)
    x = x + attention(y, y, use_causal_mask=True)
    y = keras.layers.LayerNormalization(epsilon=1e-5)(x)
    y = keras.layers.Dense(4 * width, activation="gelu")(y)
    x = x + keras.layers.Dense(width)(y)
    x = keras.layers.LayerNormalization(epsilon=1e-5)(x)
    return keras.Model(ids, keras.layers.Dense(len(ALPHABET))(x))


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, epochs=1, batch_size=32):
    x, y = data
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer=optimizer, loss=loss)
    history = model.fit(x, y, batch_size=batch_size, epochs=epochs, verbose=0)
    return history.history["loss"]


# --8<-- [end:train]


# --8<-- [start:improve]
def improve(model):
    return keras.optimizers.AdamW(
        learning_rate=5e-3, weight_decay=0.01, global_clipnorm=1.0
    )


# --8<-- [end:improve]


# --8<-- [start:evaluate]
def evaluate(model, data):
    x, y = data
    return model.evaluate(x, y, verbose=0) / math.log(2)  # bits per letter


# --8<-- [end:evaluate]


# --8<-- [start:generate]
def generate(model, text="the for statement is used to iterate ", letters=120):
    for _ in range(letters):
        ids = np.array([[ALPHABET.index(c) for c in text[-LENGTH:]]])
        logits = model.predict_on_batch(ids)[:, -1]
        text += ALPHABET[int(keras.random.categorical(logits, 1)[0, 0])]
    return text


# --8<-- [end:generate]


def main(seed=0):
    keras.utils.set_random_seed(seed)
    train_data, test_data = preprocess(load())
    model = build()
    train(model, train_data, improve(model))
    print(generate(model))
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"bits per letter {main():.3f}")
