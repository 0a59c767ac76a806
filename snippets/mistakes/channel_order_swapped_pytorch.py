"""The colour of a square, recognised where no square was in training, in PyTorch."""

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def data(first_column):
    rng = np.random.default_rng(0)
    y = np.arange(150) % 3
    images = np.zeros((150, 12, 12, 3), "float32")
    for image, colour in zip(images, y, strict=True):
        row, column = rng.integers(9), first_column + rng.integers(4)
        image[row : row + 3, column : column + 3, colour] = 1
    return torch.tensor(images).permute(0, 3, 1, 2), torch.tensor(y)


def build():
    return nn.Sequential(
        nn.Conv2d(3, 8, 3),
        nn.ReLU(),
        nn.AdaptiveMaxPool2d(1),
        nn.Flatten(),
        nn.Linear(8, 3),
    )


def train(model, x, y):
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(20):
        for xb, yb in DataLoader(TensorDataset(x, y), batch_size=32, shuffle=True):
            optimizer.zero_grad()
            loss_fn(model(xb), yb).backward()
            optimizer.step()


@torch.no_grad()
def evaluate(model, x, y):
    return (model(x).argmax(dim=1) == y).float().mean().item()


def main():
    torch.manual_seed(0)
    x, y = data(first_column=0)
    model = build()
    train(model, x, y)
    return evaluate(model, *data(first_column=5))


if __name__ == "__main__":
    print(main())
