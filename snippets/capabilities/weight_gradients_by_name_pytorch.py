"""Gradient of one layer, chosen by its name, in PyTorch."""

from collections import OrderedDict

import torch
from torch import nn


def main():
    first, second = nn.Linear(2, 2, bias=False), nn.Linear(2, 1, bias=False)
    nn.init.ones_(first.weight)
    nn.init.constant_(second.weight, 2.0)
    model = nn.Sequential(OrderedDict(first=first, second=second))
    loss = (model(torch.tensor([[1.0, 2.0]])) ** 2).sum()
    loss.backward()
    return model.get_submodule("second").weight.grad.sum().item()


if __name__ == "__main__":
    print(main())
