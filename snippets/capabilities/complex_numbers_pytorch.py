"""Gradient through a product of complex numbers in PyTorch."""

import torch
from torch import nn


class Product(nn.Module):
    def __init__(self):
        super().__init__()
        self.pair = nn.Parameter(torch.tensor([3.0, 1.0]))

    def forward(self, x):
        z = torch.view_as_complex(self.pair)
        return x * ((1 + 2j) * z * z).real


def main():
    model = Product()
    optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
    loss = model(torch.ones(1, 1)).mean()
    loss.backward()
    optimizer.step()
    return model.pair.sum().item()


if __name__ == "__main__":
    print(main())
