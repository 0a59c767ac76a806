"""A new head on a trained model, which is then trained further, in PyTorch."""

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def data():
    rng = np.random.default_rng(0)
    y = np.arange(300) % 3
    x = rng.normal(size=(300, 2)) / 4 + np.array([[0, 1], [1, 0], [-1, -1]])[y]
    return torch.tensor(x, dtype=torch.float32), torch.tensor(y)


def build():
    return nn.Sequential(nn.Linear(2, 16), nn.ReLU(), nn.Linear(16, 3))


def prepare(model):
    return torch.optim.SGD(model.parameters(), lr=0.1)


def train(model, optimizer, x, y):
    loss_fn = nn.CrossEntropyLoss()
    for _ in range(5):
        for xb, yb in DataLoader(TensorDataset(x, y), batch_size=32, shuffle=True):
            optimizer.zero_grad()
            loss_fn(model(xb), yb).backward()
            optimizer.step()


def main():
    torch.manual_seed(0)
    x, y = data()
    model = build()
    optimizer = prepare(model)
    train(model, optimizer, x, y)
    model[2] = nn.Linear(16, 3)
    optimizer = prepare(model)
    before = model[2].weight.detach().clone()
    train(model, optimizer, x, 2 - y)
    return (model[2].weight - before).abs().max().item()


if __name__ == "__main__":
    print(main())
