"""The last epoch of a linear fit in PyTorch."""

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def data():
    x = torch.randn(512, 3)
    return x, x @ torch.tensor([[1.0], [-2.0], [3.0]])


def build():
    return nn.Linear(3, 1)


def train(model, x, y):
    loader = DataLoader(TensorDataset(x, y), batch_size=32, shuffle=True)
    loss_fn = nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(10):
        total = 0.0
        for xb, yb in loader:
            optimizer.zero_grad()
            loss = loss_fn(model(xb), yb)
            loss.backward()
            optimizer.step()
            total += loss.item()
    return total / len(loader)


def main():
    torch.manual_seed(0)
    x, y = data()
    model = build()
    return train(model, x, y)


if __name__ == "__main__":
    print(main())
