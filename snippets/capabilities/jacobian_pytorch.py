"""Jacobian of a layer's outputs in PyTorch."""

import torch
from torch import nn


def main():
    layer = nn.Linear(3, 2, bias=False)
    with torch.no_grad():
        layer.weight.copy_(torch.tensor([[1.0, 3.0, 5.0], [2.0, 4.0, 6.0]]))
    jacobian = torch.func.jacrev(layer)(torch.ones(1, 3))
    return (jacobian**2).sum().item()


if __name__ == "__main__":
    print(main())
