"""A model with an operation of its own, saved and loaded in PyTorch."""

import os
import tempfile

import torch
from torch import nn


class Scale(nn.Module):
    def __init__(self, factor):
        super().__init__()
        self.factor = factor

    def forward(self, x):
        return self.factor * x


def build():
    return nn.Sequential(nn.Linear(3, 2), Scale(2.0))


def save(model, path):
    torch.save(model.state_dict(), path)


def load(path):
    model = build()
    model.load_state_dict(torch.load(path))
    return model


@torch.no_grad()
def main():
    torch.manual_seed(0)
    model = build()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.pt")
        save(model, path)
        loaded = load(path)
    x = torch.ones(4, 3)
    return (model(x) - loaded(x)).abs().max().item()


if __name__ == "__main__":
    print(main())
