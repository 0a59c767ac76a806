"""A learning rate of its own for each layer in PyTorch."""

import torch
from torch import nn


def main():
    x, y = torch.ones(1, 1), torch.zeros(1, 1)
    first, second = nn.Linear(1, 1, bias=False), nn.Linear(1, 1, bias=False)
    nn.init.constant_(first.weight, 2.0)
    nn.init.ones_(second.weight)
    model = nn.Sequential(first, second)
    groups = [
        {"params": first.parameters()},
        {"params": second.parameters(), "lr": 0.01},
    ]
    optimizer = torch.optim.SGD(groups, lr=0.1)
    nn.functional.mse_loss(model(x), y).backward()
    optimizer.step()
    return model(x).item()


if __name__ == "__main__":
    print(main())
