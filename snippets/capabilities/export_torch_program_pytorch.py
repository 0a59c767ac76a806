"""Export to a program (.pt2), load and run it in PyTorch."""

import os
import tempfile

import torch
from torch import nn


def build():
    model = nn.Linear(2, 1)
    weights = {"weight": torch.tensor([[1.0, 2.0]]), "bias": torch.tensor([3.0])}
    model.load_state_dict(weights)
    return model.eval()


def main():
    model = build()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.pt2")
        torch.export.save(torch.export.export(model, (torch.ones(1, 2),)), path)
        y = torch.export.load(path).module()(torch.tensor([[4.0, 5.0]]))
    return y.item()


if __name__ == "__main__":
    print(main())
