"""Stopping the gradient in part of an expression in PyTorch."""

import torch
from torch import nn


def main():
    dense = nn.Linear(1, 1, bias=False)
    nn.init.constant_(dense.weight, 3.0)
    optimizer = torch.optim.SGD(dense.parameters(), lr=1.0)
    w = dense(torch.ones(1, 1))
    loss = (w * (w**2).detach()).mean()
    loss.backward()
    optimizer.step()
    return 3.0 - dense.weight.item()


if __name__ == "__main__":
    print(main())
