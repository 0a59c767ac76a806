"""Rows of different lengths in one batch, without padding, in Keras on PyTorch."""

import keras
import numpy as np
import torch


def main():
    table = np.arange(10.0).reshape(10, 1)
    embedding = keras.layers.Embedding(10, 1, weights=table)
    pooling = keras.layers.GlobalAveragePooling1D()
    rows = [torch.tensor(row) for row in ([1], [2, 4], [3, 6, 9])]
    features = embedding(torch.nested.nested_tensor(rows, layout=torch.jagged))
    means = pooling(features)
    return float(keras.ops.sum(means)) + features.values().shape[0]


if __name__ == "__main__":
    print(main())
