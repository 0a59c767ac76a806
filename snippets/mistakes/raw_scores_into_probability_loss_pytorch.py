"""Two classes, told apart from one raw score in PyTorch."""

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def data():
    rng = np.random.default_rng(0)
    y = np.arange(300) % 2
    x = rng.normal(size=(300, 2)) / 4 + np.array([[-1, 0], [1, 0.5]])[y]
    x = torch.tensor(x, dtype=torch.float32)
    return x, torch.tensor(y, dtype=torch.float32).unsqueeze(1)


def build():
    return nn.Sequential(nn.Linear(2, 16), nn.ReLU(), nn.Linear(16, 1))


def train(model, x, y):
    loss_fn = nn.BCEWithLogitsLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(20):
        for xb, yb in DataLoader(TensorDataset(x, y), batch_size=32, shuffle=True):
            optimizer.zero_grad()
            loss_fn(model(xb), yb).backward()
            optimizer.step()


@torch.no_grad()
def evaluate(model, x, y):
    # Written out, so that it does not depend on the loss that was chosen.
    scores = model(x)
    return (nn.functional.softplus(scores) - y * scores).mean().item()


def main():
    torch.manual_seed(0)
    x, y = data()
    model = build()
    train(model, x, y)
    return evaluate(model, x, y)


if __name__ == "__main__":
    print(main())
