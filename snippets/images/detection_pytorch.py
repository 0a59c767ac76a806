"""Find and classify the digits in a scene with a small grid detector in PyTorch."""

import numpy as np
import torch
from sklearn.datasets import load_digits
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, TensorDataset


# --8<-- [start:load]
def load(scenes=2000):
    digits, rng = load_digits(), np.random.default_rng(0)  # 1,797 of 8x8 pixels
    images = rng.uniform(0, 4, size=(scenes, 48, 48))  # noise; ink goes to 16
    cells = np.zeros((scenes, 6, 6, 15))  # what is centred in each cell of 8x8 pixels
    for i, j in np.ndindex(scenes, 2):  # a digit in the left half, one in the right
        n = rng.integers(1400) if i < scenes * 4 // 5 else rng.integers(1400, 1797)
        h, w = 8 * rng.integers(2, 4, size=2)  # each 16 or 24 pixels
        top, left = rng.integers(49 - h), 24 * j + rng.integers(25 - w)
        ink = digits.images[n].repeat(h // 8, axis=0).repeat(w // 8, axis=1)
        images[i, top : top + h, left : left + w] += ink
        x, y = (left + w / 2) / 8, (top + h / 2) / 8  # the centre, in cells
        cells[i, int(y), int(x), :5] = x % 1, y % 1, w / 8, h / 8, 1
        cells[i, int(y), int(x), 5 + digits.target[n]] = 1
    return images, cells


# --8<-- [end:load]


# --8<-- [start:preprocess]
def preprocess(images, cells):
    x = torch.tensor(images / 16, dtype=torch.float32)[:, None]
    y = torch.tensor(cells, dtype=torch.float32).movedim(-1, 1)
    split = len(x) * 4 // 5
    return (x[:split], y[:split]), (x[split:], y[split:])


# --8<-- [end:preprocess]


# --8<-- [start:build]
def build():
    return nn.Sequential(
        nn.Conv2d(1, 8, 5, padding=2),
        nn.ReLU(),
        nn.MaxPool2d(4),
        nn.Conv2d(8, 64, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(64, 15, 3, padding=1),  # (15, 6, 6)
    )


# --8<-- [end:build]


# --8<-- [start:train]
def detection_loss(out, y):
    box = F.mse_loss(out[:, :4], y[:, :4], reduction="none").mean(dim=1)
    there = F.binary_cross_entropy_with_logits(out[:, 4], y[:, 4], reduction="none")
    label = F.cross_entropy(out[:, 5:], y[:, 5:], reduction="none")
    loss = there + y[:, 4] * (box + label)  # box, label: only where an object is
    return loss.mean()


def train(model, data, optimizer, epochs=8, batch_size=16):
    loader = DataLoader(TensorDataset(*data), batch_size=batch_size, shuffle=True)
    losses = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        for x, y in loader:
            optimizer.zero_grad()
            loss = detection_loss(model(x), y)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(x)
        losses.append(total / len(loader.dataset))
    return losses


# --8<-- [end:train]


# --8<-- [start:improve]
def improve(model):
    return torch.optim.Adam(model.parameters(), lr=4e-3)


# --8<-- [end:improve]


# --8<-- [start:evaluate]
@torch.no_grad()
def evaluate(model, data):
    x, y = data
    model.eval()
    out = model(x)
    low = torch.maximum(*(a[:, :2] - a[:, 2:4] / 2 for a in (out, y)))
    high = torch.minimum(*(a[:, :2] + a[:, 2:4] / 2 for a in (out, y)))
    overlap = (high - low).clamp(min=0).prod(dim=1)
    iou = overlap / (out[:, 2:4].prod(dim=1) + y[:, 2:4].prod(dim=1) - overlap)
    right = (iou >= 0.5) & (out[:, 5:].argmax(dim=1) == y[:, 5:].argmax(dim=1))
    claimed, there = out[:, 4] > 0, y[:, 4] > 0
    hits = (right & claimed & there).sum()
    return (2 * hits / (claimed.sum() + there.sum())).item()  # F1


# --8<-- [end:evaluate]


def main(seed=0):
    torch.manual_seed(seed)
    train_data, test_data = preprocess(*load())
    model = build()
    train(model, train_data, improve(model))
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test F1 {main():.3f}")
