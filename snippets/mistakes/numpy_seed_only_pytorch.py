"""Two models built after the same seed in PyTorch."""

import torch
from torch import nn


def seed():
    torch.manual_seed(0)


def build():
    return nn.Sequential(nn.Linear(4, 4))


def main():
    seed()
    first = build()[0].weight
    seed()
    second = build()[0].weight
    return (first - second).abs().max().item()


if __name__ == "__main__":
    print(main())
