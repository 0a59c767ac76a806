"""One matrix as embedding and as output layer in Keras."""

import keras
import numpy as np


class LanguageModel(keras.Model):
    def __init__(self):
        super().__init__()
        self.embedding = keras.layers.ReversibleEmbedding(5, 3)

    def call(self, ids):
        return self.embedding(self.embedding(ids), reverse=True)


def main():
    keras.utils.set_random_seed(0)
    ids, following = np.array([[0, 1, 2]]), np.array([[1, 2, 3]])
    model = LanguageModel()
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer="sgd", loss=loss)
    model(ids)
    before = keras.ops.convert_to_numpy(model.weights[0])
    model.fit(ids, following, verbose=0)
    moved = np.any(keras.ops.convert_to_numpy(model.weights[0]) != before)
    return model.count_params() * moved


if __name__ == "__main__":
    print(main())
