"""Training with some layers frozen in PyTorch."""

from copy import deepcopy

import torch
from torch import nn


def moved(before, after):
    return sum(int((after[name] != before[name]).sum()) for name in before)


def main():
    torch.manual_seed(0)
    x, y = torch.randn(8, 2), torch.randn(8, 1)
    body = nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3))
    head = nn.Linear(3, 1)
    model = nn.Sequential(body, head)
    body.requires_grad_(False)
    optimizer = torch.optim.Adam(head.parameters(), lr=0.1)
    body_before = deepcopy(body.state_dict())
    head_before = deepcopy(head.state_dict())
    model.train()
    body.eval()  # or batch normalization would go on with its running mean
    for _ in range(3):
        optimizer.zero_grad()
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()
    return moved(head_before, head.state_dict()) - moved(body_before, body.state_dict())


if __name__ == "__main__":
    print(main())
