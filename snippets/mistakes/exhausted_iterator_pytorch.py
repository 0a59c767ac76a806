"""Three epochs of five batches from a loader in PyTorch."""

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def data():
    x = torch.randn(160, 3)
    return x, x.sum(dim=1, keepdim=True)


def build():
    return nn.Linear(3, 1)


def train(model, x, y):
    loader = DataLoader(TensorDataset(x, y), batch_size=32, shuffle=True)
    loss_fn = nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    updates = 0
    for _ in range(3):
        for xb, yb in loader:
            optimizer.zero_grad()
            loss_fn(model(xb), yb).backward()
            optimizer.step()
            updates += 1
    return updates


def main():
    torch.manual_seed(0)
    x, y = data()
    model = build()
    return train(model, x, y)


if __name__ == "__main__":
    print(main())
