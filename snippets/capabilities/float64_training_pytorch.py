"""Training in float64 in PyTorch."""

import torch
from torch import nn


def main():
    torch.set_default_dtype(torch.float64)
    x = torch.ones(5, 1)
    model = nn.Linear(1, 1, bias=False)
    nn.init.ones_(model.weight)
    optimizer = torch.optim.SGD(model.parameters(), lr=2**-30)
    for row in x.split(1):
        optimizer.zero_grad()
        model(row).mean().backward()
        optimizer.step()
    return (1 - model.weight.item()) * 2**30


if __name__ == "__main__":
    print(main())
