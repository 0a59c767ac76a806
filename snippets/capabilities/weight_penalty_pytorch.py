"""L2 penalty on the weights of one layer only in PyTorch."""

import torch
from torch import nn


def main():
    x, y = torch.ones(1, 1), torch.full((1, 1), 2.0)
    first, second = nn.Linear(1, 1, bias=False), nn.Linear(1, 1, bias=False)
    nn.init.constant_(first.weight, 2.0)
    nn.init.ones_(second.weight)
    model = nn.Sequential(first, second)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
    penalty = 0.1 * first.weight.square().sum()
    loss = nn.functional.mse_loss(model(x), y) + penalty
    loss.backward()
    optimizer.step()
    return model(x).item()


if __name__ == "__main__":
    print(main())
