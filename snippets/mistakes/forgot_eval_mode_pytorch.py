"""Two predictions for the same rows in PyTorch."""

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def data():
    x = torch.randn(256, 3)
    return x, x.sum(dim=1, keepdim=True)


def build():
    return nn.Sequential(
        nn.Linear(3, 16),
        nn.BatchNorm1d(16),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(16, 1),
    )


def train(model, x, y):
    loss_fn = nn.MSELoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    model.train()
    for _ in range(5):
        for xb, yb in DataLoader(TensorDataset(x, y), batch_size=32, shuffle=True):
            optimizer.zero_grad()
            loss_fn(model(xb), yb).backward()
            optimizer.step()


@torch.no_grad()
def predict(model, x):
    model.eval()
    return model(x)


def main():
    torch.manual_seed(0)
    x, y = data()
    model = build()
    train(model, x, y)
    return (predict(model, x) - predict(model, x)).abs().max().item()


if __name__ == "__main__":
    print(main())
