"""A new head on a trained model in PyTorch."""

import torch
from torch import nn


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Linear(1, 1, bias=False)
        self.head = nn.Linear(1, 1, bias=False)
        nn.init.ones_(self.body.weight)
        nn.init.ones_(self.head.weight)

    def forward(self, x):
        return self.head(self.body(x))


def train(model, outputs):
    optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
    target = torch.full((1, outputs), 100.0)
    loss = nn.functional.l1_loss(model(torch.ones(1, 1)), target)
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()


def main():
    model = Model()
    train(model, outputs=1)

    model.head = nn.Linear(1, 2, bias=False)
    nn.init.constant_(model.head.weight, 3.0)
    train(model, outputs=2)
    return model(torch.ones(1, 1)).sum().item()


if __name__ == "__main__":
    print(main())
