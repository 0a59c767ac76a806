"""Freezing a layer between two phases of training in PyTorch."""

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def data():
    x = torch.randn(320, 4)
    return x, x[:, :1]


def build():
    return nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 1))


def prepare(model):
    trainable = [p for p in model.parameters() if p.requires_grad]
    return torch.optim.SGD(trainable, lr=0.01, momentum=0.9)


def train(model, optimizer, x, y):
    for _ in range(3):
        for xb, yb in DataLoader(TensorDataset(x, y), batch_size=32, shuffle=True):
            optimizer.zero_grad()
            nn.functional.mse_loss(model(xb), yb).backward()
            optimizer.step()


def main():
    torch.manual_seed(0)
    x, y = data()
    model = build()
    optimizer = prepare(model)
    train(model, optimizer, x, y)
    hidden = model[0]
    hidden.requires_grad_(False)
    optimizer = prepare(model)
    before = hidden.weight.clone()
    train(model, optimizer, x, y)
    return (hidden.weight - before).abs().max().item()


if __name__ == "__main__":
    print(main())
