"""Input size inferred at the first call in PyTorch."""

import torch
from torch import nn


def build():
    return nn.Sequential(
        nn.LazyConv2d(4, 3),
        nn.Flatten(),
        nn.LazyLinear(10),
    )


def count(model):
    return sum(weight.numel() for weight in model.parameters())


def main():
    small, large = build(), build()
    small(torch.zeros(1, 1, 8, 8))
    large(torch.zeros(1, 2, 10, 10))
    return count(small) + count(large)


if __name__ == "__main__":
    print(main())
