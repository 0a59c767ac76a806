"""Batch normalization of 33 rows in batches in PyTorch."""

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def data():
    x = torch.randn(33, 4)
    return x, x.sum(dim=1, keepdim=True)


def build():
    return nn.Sequential(nn.BatchNorm1d(4), nn.Linear(4, 1))


def train(model, x, y):
    loader = DataLoader(
        TensorDataset(x, y), batch_size=32, shuffle=True, drop_last=True
    )
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(150):
        for xb, yb in loader:
            optimizer.zero_grad()
            nn.functional.mse_loss(model(xb), yb).backward()
            optimizer.step()


def evaluate(model, x):
    return (model[0].running_var / x.var(dim=0, correction=0)).mean().item()


def main():
    torch.manual_seed(0)
    x, y = data()
    model = build()
    train(model, x, y)
    return evaluate(model, x)


if __name__ == "__main__":
    print(main())
