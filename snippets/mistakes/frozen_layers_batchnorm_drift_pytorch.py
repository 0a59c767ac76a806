"""A frozen backbone with batch normalization under a new head in PyTorch."""

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def data():
    x = 3 + torch.randn(320, 4)
    return x, x.sum(dim=1, keepdim=True)


def build():
    backbone = nn.Sequential(nn.Linear(4, 8), nn.BatchNorm1d(8))
    backbone.requires_grad_(False)
    return backbone, nn.Sequential(backbone, nn.Linear(8, 1))


def train(backbone, model, x, y):
    optimizer = torch.optim.Adam(model[1].parameters(), lr=0.01)
    model.train()
    backbone.eval()
    for _ in range(3):
        for xb, yb in DataLoader(TensorDataset(x, y), batch_size=32, shuffle=True):
            optimizer.zero_grad()
            nn.functional.mse_loss(model(xb), yb).backward()
            optimizer.step()


def statistics(backbone):
    return backbone[1].running_mean.clone()


def main():
    torch.manual_seed(0)
    x, y = data()
    backbone, model = build()
    before = statistics(backbone)
    train(backbone, model, x, y)
    return (statistics(backbone) - before).abs().max().item()


if __name__ == "__main__":
    print(main())
