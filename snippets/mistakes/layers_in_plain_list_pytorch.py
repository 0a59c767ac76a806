"""A model that keeps its hidden layers in a list in PyTorch."""

import torch
from torch import nn


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.ModuleList([nn.Linear(4, 4) for _ in range(3)])
        self.out = nn.Linear(4, 1)

    def forward(self, x):
        for layer in self.hidden:
            x = torch.tanh(layer(x))
        return self.out(x)


def data():
    x = torch.randn(320, 4)
    return x, x.sum(dim=1, keepdim=True)


def train(model, x, y):
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(50):
        optimizer.zero_grad()
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()


def main():
    torch.manual_seed(0)
    x, y = data()
    model = Network()
    before = model.hidden[0].weight.detach().clone()
    train(model, x, y)
    return (model.hidden[0].weight - before).abs().max().item()


if __name__ == "__main__":
    print(main())
