"""Batches of different lengths, with padding masked, in Keras."""

import keras
import numpy as np


def main():
    embedding = keras.layers.Embedding(
        10, 1, embeddings_initializer="ones", mask_zero=True
    )
    rnn = keras.layers.SimpleRNN(
        1,
        activation="relu",
        use_bias=False,
        kernel_initializer="ones",
        recurrent_initializer=keras.initializers.Constant(2.0),
    )
    model = keras.Sequential(
        [keras.Input(shape=(None,), dtype="int32"), embedding, rnn]
    )
    total = 0.0
    for rows in ([[3, 5], [7]], [[2], [4, 6, 8]]):
        ids = keras.utils.pad_sequences(rows, padding="post")
        total += float(np.sum(model.predict(ids, verbose=0)))
    return total


if __name__ == "__main__":
    print(main())
