"""Validate on a quarter of data that are sorted by class in PyTorch."""

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def data():
    rng = np.random.default_rng(0)
    y = np.repeat(np.arange(4), 200)  # sorted
    centres = np.array([[1, 2], [2, 1], [1, 0], [0, 1]])
    x = centres[y] + rng.normal(size=(800, 2)) / 4
    return torch.tensor(x, dtype=torch.float32), torch.tensor(y)


def shuffle(x, y):
    order = torch.randperm(len(x))
    return x[order], y[order]


def build():
    return nn.Sequential(nn.Linear(2, 16), nn.ReLU(), nn.Linear(16, 4))


def train(model, x, y):
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(20):
        for xb, yb in DataLoader(TensorDataset(x, y), batch_size=32, shuffle=True):
            optimizer.zero_grad()
            loss_fn(model(xb), yb).backward()
            optimizer.step()


@torch.no_grad()
def validate(model, x, y):
    return (model(x).argmax(dim=1) == y).float().mean().item()


def main():
    torch.manual_seed(0)
    x, y = shuffle(*data())
    split = len(x) * 3 // 4
    model = build()
    train(model, x[:split], y[:split])
    return validate(model, x[split:], y[split:])


if __name__ == "__main__":
    print(main())
