"""Weights of a model, saved and loaded into another one in PyTorch."""

import os
import tempfile

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, depth):
        super().__init__()
        self.hidden = nn.ModuleList(nn.Linear(8, 8) for _ in range(depth))
        self.head = nn.Linear(8, 1)

    def forward(self, x):
        for layer in self.hidden:
            x = torch.relu(layer(x))
        return self.head(x)


def save(model, path):
    torch.save(model.state_dict(), path)


def load(path):
    model = Net(depth=1)
    model.load_state_dict(torch.load(path))
    return model


@torch.no_grad()
def main():
    torch.manual_seed(0)
    saved = Net(depth=1)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.pt")
        save(saved, path)
        loaded = load(path)
    x = torch.randn(64, 8)
    return (saved(x) - loaded(x)).abs().max().item()


if __name__ == "__main__":
    print(main())
