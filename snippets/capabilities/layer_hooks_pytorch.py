"""A hook that sees what a layer of a finished model gives out in PyTorch."""

import torch
from torch import nn


def main():
    inner = nn.Linear(1, 2, bias=False)
    nn.init.ones_(inner.weight)
    model = nn.Sequential(inner, nn.Linear(2, 1))
    seen = []
    inner.register_forward_hook(lambda layer, inputs, output: seen.append(output))
    model(torch.ones(3, 1))
    return seen[0].sum().item()


if __name__ == "__main__":
    print(main())
