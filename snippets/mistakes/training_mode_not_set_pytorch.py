"""The mean that batch normalization keeps for inference in PyTorch."""

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.BatchNorm1d(3)
        self.head = nn.Linear(3, 1)

    def forward(self, x):
        return self.head(self.norm(x))


def data():
    x = torch.randn(512, 3) + 5
    return x, x.sum(dim=1, keepdim=True)


@torch.no_grad()
def validate(model, x, y):
    model.eval()
    return nn.functional.mse_loss(model(x), y).item()


def train(model, x, y):
    loader = DataLoader(TensorDataset(x, y), batch_size=16, shuffle=True)
    loss_fn = nn.MSELoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    losses = [validate(model, x, y)]  # where training starts from
    for _ in range(10):
        model.train()
        for xb, yb in loader:
            optimizer.zero_grad()
            loss_fn(model(xb), yb).backward()
            optimizer.step()
        losses.append(validate(model, x, y))
    return losses


def main():
    torch.manual_seed(0)
    x, y = data()
    model = Network()
    train(model, x, y)
    return model.norm.running_mean.mean().item()


if __name__ == "__main__":
    print(main())
