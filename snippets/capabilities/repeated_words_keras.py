"""Adam on an embedding whose word occurs twice in a batch, in Keras."""

import keras
import numpy as np


def main():
    embedding = keras.layers.Embedding(3, 1)
    model = keras.Sequential([keras.Input(shape=(2,), dtype="int32"), embedding])
    model.compile(optimizer=keras.optimizers.Adam(1e-3), loss="mean_absolute_error")
    before = embedding.get_weights()[0][0, 0]
    model.train_on_batch(np.array([[0, 0]]), np.array([[[9.0], [9.0]]]))
    return embedding.get_weights()[0][0, 0] - before


if __name__ == "__main__":
    print(main())
