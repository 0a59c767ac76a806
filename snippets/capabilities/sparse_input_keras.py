"""A sparse matrix as the input of a dense layer in Keras."""

import keras
import numpy as np
import scipy.sparse


def main():
    ones, places = np.ones(3, "float32"), ([0, 1, 2], [0, 3, 5])
    x, y = scipy.sparse.csr_matrix((ones, places), shape=(3, 6)), np.zeros((3, 1))
    kernel = np.array([3, np.nan, np.nan, 6, np.nan, 9]).reshape(6, 1)

    inputs = keras.Input(shape=(6,), sparse=True)
    dense = keras.layers.Dense(1, use_bias=False)
    model = keras.Model(inputs, dense(inputs))
    dense.set_weights([kernel])
    model.compile(keras.optimizers.SGD(learning_rate=0.25), loss="mse")
    model.fit(x, y, batch_size=3, verbose=0)
    return float(np.nansum(dense.get_weights()[0]))


if __name__ == "__main__":
    print(main())
