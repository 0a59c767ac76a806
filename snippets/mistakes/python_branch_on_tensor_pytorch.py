"""A layer that doubles its input where the mean is positive in PyTorch."""

import torch
from torch import nn


class Gain(nn.Module):
    def forward(self, x):
        return torch.where(x.mean() > 0, 2 * x, x)


def build():
    return nn.Sequential(Gain())


@torch.no_grad()
def predict(model, x):
    return model(x)


def main():
    model = build()
    x = torch.ones(4, 3)
    outputs = torch.cat([predict(model, x), predict(model, -x)])
    return (outputs - torch.cat([2 * x, -x])).abs().max().item()


if __name__ == "__main__":
    print(main())
