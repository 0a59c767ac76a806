"""Weights of matching layers loaded into a larger model in PyTorch."""

import os
import tempfile
from collections import OrderedDict

import torch
from torch import nn


def main():
    small = nn.Sequential(
        OrderedDict(
            hidden=nn.Linear(1, 2, bias=False),
            output=nn.Linear(2, 1, bias=False),
        )
    )
    nn.init.constant_(small.hidden.weight, 2.0)
    nn.init.constant_(small.output.weight, 3.0)
    larger = nn.Sequential(
        OrderedDict(
            hidden=nn.Linear(1, 2, bias=False),
            middle=nn.Linear(2, 2, bias=False),
            output=nn.Linear(2, 1, bias=False),
        )
    )
    nn.init.zeros_(larger.hidden.weight)
    nn.init.eye_(larger.middle.weight)
    nn.init.zeros_(larger.output.weight)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "small.pt")
        torch.save(small.state_dict(), path)
        larger.load_state_dict(torch.load(path), strict=False)
    with torch.no_grad():
        return larger(torch.ones(1, 1)).item()


if __name__ == "__main__":
    print(main())
