"""Weights kept non-negative after each update in PyTorch."""

import torch
from torch import nn


def main():
    x, y = torch.tensor([[1.0, 0.25]]), torch.tensor([[-0.75]])
    model = nn.Linear(2, 1, bias=False)
    nn.init.ones_(model.weight)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
    for _ in range(2):
        optimizer.zero_grad()
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()
        with torch.no_grad():
            model.weight.clamp_(min=0)
    return model.weight.sum().item()


if __name__ == "__main__":
    print(main())
