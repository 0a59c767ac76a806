"""A long series learned piece by piece, the state carried on, in PyTorch."""

import torch
from torch import nn


class Forecaster(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(1, 16, batch_first=True)
        self.head = nn.Linear(16, 1)

    def forward(self, x, state=None):
        out, state = self.lstm(x, state)
        return self.head(out), state


def data():
    wave = torch.sin(0.2 * torch.arange(1001))
    return wave[:-1].reshape(1, 1000, 1), wave[1:].reshape(1, 1000, 1)


def train(model, x, y):
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(10):
        state = None
        for xb, yb in zip(x.split(20, dim=1), y.split(20, dim=1), strict=True):
            optimizer.zero_grad()
            prediction, state = model(xb, state)
            nn.functional.mse_loss(prediction, yb).backward()
            optimizer.step()
            state = tuple(part.detach() for part in state)


@torch.no_grad()
def evaluate(model, x, y):
    prediction, _ = model(x)
    return nn.functional.mse_loss(prediction, y).item()


def main():
    torch.manual_seed(0)
    x, y = data()
    model = Forecaster()
    train(model, x, y)
    return evaluate(model, x, y)


if __name__ == "__main__":
    print(main())
