"""A linear fit to data with one missing value in PyTorch."""

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def load():
    rng = np.random.default_rng(0)
    x = rng.normal(size=(600, 3)).astype("float32")
    y = x @ np.array([[1.0], [-2.0], [3.0]], dtype="float32")
    x[17, 2] = np.nan
    return torch.from_numpy(x), torch.from_numpy(y)


def clean(x, y):
    complete = torch.isfinite(x).all(dim=1)
    return x[complete], y[complete]


def build():
    return nn.Linear(3, 1)


def train(model, x, y):
    loss_fn = nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(20):
        for xb, yb in DataLoader(TensorDataset(x, y), batch_size=32, shuffle=True):
            optimizer.zero_grad()
            loss_fn(model(xb), yb).backward()
            optimizer.step()


@torch.no_grad()
def evaluate(model, x, y):
    return nn.functional.mse_loss(model(x), y).item()


def main():
    torch.manual_seed(0)
    x, y = clean(*load())
    model = build()
    train(model, x[:500], y[:500])
    return evaluate(model, x[500:], y[500:])


if __name__ == "__main__":
    print(main())
