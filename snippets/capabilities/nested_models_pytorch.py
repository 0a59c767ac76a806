"""A model as a layer of another, its weights saved once, in PyTorch."""

import os
import tempfile

import torch
from torch import nn


class Model(nn.Module):
    def __init__(self, start):
        super().__init__()
        self.inner = nn.Sequential(nn.Linear(2, 2, bias=False))
        self.head = nn.Linear(2, 1, bias=False)
        for weight in self.parameters():
            nn.init.constant_(weight, start)

    def forward(self, x):
        return self.head(self.inner(self.inner(x)))


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.pt")
        torch.save(Model(1.0).state_dict(), path)
        loaded = torch.load(path)
    model = Model(0.0)
    model.load_state_dict(loaded)
    values = sum(weight.numel() for weight in loaded.values())
    return values + model(torch.ones(1, 2)).item()


if __name__ == "__main__":
    print(main())
