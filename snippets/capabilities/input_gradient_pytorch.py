"""Gradient of a model's output with respect to its input in PyTorch."""

import torch
from torch import nn


def main():
    model = nn.Linear(3, 4, bias=False)
    nn.init.constant_(model.weight, 2.0)
    x = torch.ones(1, 3, requires_grad=True)
    output = model(x).sum()
    output.backward()
    return x.grad.sum().item()


if __name__ == "__main__":
    print(main())
