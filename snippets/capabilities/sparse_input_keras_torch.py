"""A sparse matrix as the input of a dense layer in Keras on PyTorch."""

import keras
import numpy as np
import torch


def main():
    x = torch.sparse_coo_tensor([[0, 1, 2], [0, 3, 5]], torch.ones(3), (3, 6))
    y = torch.zeros(3, 1)
    kernel = np.array([3, np.nan, np.nan, 6, np.nan, 9]).reshape(6, 1)

    inputs = keras.Input(shape=(6,))
    dense = keras.layers.Dense(1, use_bias=False)
    model = keras.Model(inputs, dense(inputs))
    dense.set_weights([kernel])
    model.compile(keras.optimizers.SGD(learning_rate=0.25), loss="mse")
    model.train_on_batch(x, y)
    return float(np.nansum(dense.get_weights()[0]))


if __name__ == "__main__":
    print(main())
