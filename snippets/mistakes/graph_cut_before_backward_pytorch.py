"""A loss function of one's own through which gradients flow in PyTorch."""

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


def loss_fn(scores, y):
    return nn.functional.cross_entropy(scores, y, reduction="none")


def train(model, x, y):
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(30):
        for xb, yb in DataLoader(TensorDataset(x, y), batch_size=32, shuffle=True):
            optimizer.zero_grad()
            loss_fn(model(xb), yb).mean().backward()
            optimizer.step()


@torch.no_grad()
def evaluate(model, x, y):
    return nn.functional.cross_entropy(model(x), y).item()


def main():
    torch.manual_seed(0)
    x, y = data()
    model = build()
    train(model, x, y)
    return evaluate(model, x, y)


if __name__ == "__main__":
    print(main())
