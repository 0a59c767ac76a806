"""Explain digit predictions with integrated gradients in PyTorch."""

import numpy as np
import torch
from sklearn.datasets import load_digits
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


# --8<-- [start:load]
def load():
    digits = load_digits()  # 1,797 handwritten digits of 8 x 8 pixels
    order = np.random.default_rng(0).permutation(len(digits.target))
    return digits.data[order], digits.target[order]


# --8<-- [end:load]


# --8<-- [start:preprocess]
def preprocess(images, labels):
    x = torch.tensor(images / 16, dtype=torch.float32)
    y = torch.tensor(labels, dtype=torch.int64)
    split = len(x) * 4 // 5
    return (x[:split], y[:split]), (x[split:], y[split:])


# --8<-- [end:preprocess]


# --8<-- [start:build]
def build(units=64):
    return nn.Sequential(
        nn.Linear(64, units),
        nn.ReLU(),
        nn.Linear(units, units),
        nn.ReLU(),
        nn.Linear(units, 10),
    )


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, epochs=30, batch_size=32):
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
def improve(model):
    return torch.optim.Adam(model.parameters(), lr=1e-3)


# --8<-- [end:improve]


# --8<-- [start:evaluate]
@torch.no_grad()
def evaluate(model, data):
    x, y = data
    model.eval()
    return (model(x).argmax(dim=1) == y).float().mean().item()


# --8<-- [end:evaluate]


# --8<-- [start:explain]
def explain(model, x, steps=128):
    model.eval()
    with torch.no_grad():
        label = model(x).argmax(dim=1, keepdim=True)  # predicted, (rows, 1)

    def score(x):  # (rows,)
        return model(x).gather(1, label)[:, 0]

    total = torch.zeros_like(x)
    for step in range(steps):  # midpoints of the way from a black image to x
        point = (x * (step + 0.5) / steps).requires_grad_()
        total += torch.autograd.grad(score(point).sum(), point)[0]
    attributions = x * total / steps  # (rows, 64)
    with torch.no_grad():
        changes = score(x) - score(torch.zeros_like(x))
    return attributions.numpy(), changes.numpy()


# --8<-- [end:explain]


def main(seed=0):
    torch.manual_seed(seed)
    train_data, test_data = preprocess(*load())
    model = build()
    train(model, train_data, improve(model))
    attributions, changes = explain(model, test_data[0])
    # completeness: a row's attributions sum to the change of its logit
    gaps = np.abs(attributions.sum(axis=1) - changes)
    assert gaps.max() < 0.01 * np.abs(changes).mean()
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test accuracy {main():.3f}")
