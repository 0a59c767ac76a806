"""Exact count of floating-point operations in PyTorch."""

import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode


def main():
    model = nn.Sequential(nn.Linear(3, 4, bias=False), nn.Linear(4, 2, bias=False))
    with FlopCounterMode(display=False) as counter:
        model(torch.ones(5, 3))
    return counter.get_total_flops()


if __name__ == "__main__":
    print(main())
