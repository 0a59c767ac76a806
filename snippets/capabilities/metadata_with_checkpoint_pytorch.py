"""Facts of one's own in the file of the checkpoint in PyTorch."""

import os
import tempfile

import torch
from torch import nn


def main():
    model = nn.Linear(3, 1, bias=False)
    nn.init.ones_(model.weight)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "checkpoint.pt")
        checkpoint = {"model": model.state_dict(), "epoch": 7, "accuracy": 0.5}
        torch.save(checkpoint, path)
        loaded = torch.load(path)
    model = nn.Linear(3, 1, bias=False)
    model.load_state_dict(loaded["model"])
    with torch.no_grad():
        output = model(torch.ones(1, 3))
    return output.item() + loaded["epoch"] + loaded["accuracy"]


if __name__ == "__main__":
    print(main())
