"""The running mean of a batch normalisation, ported from Keras, in PyTorch."""

import numpy as np
import torch
from torch import nn


def data():
    rng = np.random.default_rng(0)
    return torch.from_numpy(rng.normal(loc=1.0, size=(300, 4, 64)).astype("float32"))


def build():
    # The defaults of Keras are momentum=0.99 and epsilon=1e-3.
    return nn.BatchNorm1d(64, momentum=0.01, eps=1e-3)


def train(layer, batches):
    layer.train()
    for batch in batches:
        layer(batch)


def main():
    batches = data()
    layer = build()
    train(layer, batches)
    return (layer.running_mean - batches.mean(dim=(0, 1))).abs().mean().item()


if __name__ == "__main__":
    print(main())
