"""One layer used twice in a model in PyTorch."""

import torch
from torch import nn


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(1, 1, bias=False)
        nn.init.constant_(self.layer.weight, 3.0)

    def forward(self, x):
        return self.layer(self.layer(x))


def main():
    model = Model()
    optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
    loss = model(torch.ones(1, 1)).mean()
    loss.backward()
    optimizer.step()
    return sum(3.0 - weight.item() for weight in model.parameters())


if __name__ == "__main__":
    print(main())
