"""Directional derivative by forward mode in PyTorch."""

import torch
from torch import nn


def main():
    layer = nn.Linear(2, 1, bias=False)
    nn.init.ones_(layer.weight)

    def squared_sum(x):
        return (layer(x) ** 2).sum()

    x = torch.tensor([[1.0, 2.0]])
    direction = torch.tensor([[1.0, 3.0]])
    _, derivative = torch.func.jvp(squared_sum, (x,), (direction,))
    return derivative.item()


if __name__ == "__main__":
    print(main())
