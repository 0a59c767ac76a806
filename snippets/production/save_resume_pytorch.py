"""Save a training run, load it, and resume it exactly in PyTorch."""

import os
import tempfile

import numpy as np
import torch
from sklearn.datasets import load_digits
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


# --8<-- [start:load]
def load():
    images, labels = load_digits(return_X_y=True)  # 1,797 digits, 64 values 0 to 16
    order = np.random.default_rng(0).permutation(len(labels))
    return images[order], labels[order]


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
    return nn.Sequential(nn.Linear(64, units), nn.ReLU(), nn.Linear(units, 10))


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, scheduler=None, epochs=5, batch_size=32):
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
            if scheduler:
                scheduler.step()
            total += loss.item() * len(x)
        losses.append(total / len(loader.dataset))
    return losses


# --8<-- [end:train]


# --8<-- [start:improve]
def improve(model, steps=450):  # two parts of 5 epochs of 45 batches
    optimizer = torch.optim.Adam(model.parameters(), lr=5e-3)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=steps)
    return optimizer, scheduler


# --8<-- [end:improve]


# --8<-- [start:evaluate]
@torch.no_grad()
def evaluate(model, data):
    x, y = data
    model.eval()
    return (model(x).argmax(dim=1) == y).float().mean().item()


# --8<-- [end:evaluate]


# --8<-- [start:resume]
def save(model, optimizer, scheduler, path):
    checkpoint = {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "scheduler": scheduler.state_dict(),
        "rng": torch.get_rng_state(),  # shuffling draws from it
    }
    torch.save(checkpoint, path)


def resume(path):
    model = build()
    optimizer, scheduler = improve(model)
    checkpoint = torch.load(path)
    model.load_state_dict(checkpoint["model"])
    optimizer.load_state_dict(checkpoint["optimizer"])
    scheduler.load_state_dict(checkpoint["scheduler"])
    torch.set_rng_state(checkpoint["rng"])
    return model, optimizer, scheduler


# --8<-- [end:resume]


def main(seed=0):
    torch.manual_seed(seed)
    train_data, test_data = preprocess(*load())
    model = build()
    optimizer, scheduler = improve(model)
    train(model, train_data, optimizer, scheduler)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "digits.pt")
        save(model, optimizer, scheduler, path)
        unbroken = train(model, train_data, optimizer, scheduler)
        model, optimizer, scheduler = resume(path)
        resumed = train(model, train_data, optimizer, scheduler)
    assert resumed == unbroken, (resumed, unbroken)
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test accuracy {main():.3f}")
