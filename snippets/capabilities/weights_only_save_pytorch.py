"""Weights file that cannot run code when it is loaded in PyTorch."""

import os
import pickle
import tempfile

import torch
from torch import nn


class Attack:
    def __init__(self, folder):
        self.folder = folder

    def __reduce__(self):
        return os.mkdir, (self.folder,)


def build(initialise):
    model = nn.Linear(2, 3, bias=False)
    initialise(model.weight)
    return model


def main():
    model, refused = build(nn.init.zeros_), 0
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "weights.pt")
        torch.save(build(nn.init.ones_).state_dict(), path)
        model.load_state_dict(torch.load(path, weights_only=True))
        trace = os.path.join(folder, "trace")
        path = os.path.join(folder, "attack.pt")
        torch.save(Attack(trace), path)
        try:
            torch.load(path, weights_only=True)
        except pickle.UnpicklingError:
            refused = 1
        ran = os.path.exists(trace)
    return model.weight.sum().item() + refused - ran


if __name__ == "__main__":
    print(main())
