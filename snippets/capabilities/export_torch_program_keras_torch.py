"""Export to a PyTorch program (.pt2) and run it in Keras on PyTorch."""

import os
import tempfile

import keras
import numpy as np
import torch


def build():
    model = keras.Sequential([keras.Input(shape=(2,)), keras.layers.Dense(1)])
    model.set_weights([np.array([[1.0], [2.0]]), np.array([3.0])])
    return model


def main():
    model = build()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.pt2")
        model.export(path, format="torch", verbose=False)
        y = torch.export.load(path).module()(torch.tensor([[4.0, 5.0]]))
    return y.item()


if __name__ == "__main__":
    print(main())
