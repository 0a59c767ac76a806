"""Gradient accumulation over several batches in PyTorch."""

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def main():
    x = torch.tensor([[1.0], [2.0], [3.0], [4.0]])
    y = torch.zeros(4, 1)
    loader = DataLoader(TensorDataset(x, y), batch_size=1, shuffle=True)
    model = nn.Linear(1, 1, bias=False)
    nn.init.ones_(model.weight)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    steps = 4
    for i, (xb, yb) in enumerate(loader, start=1):
        loss = nn.functional.mse_loss(model(xb), yb) / steps
        loss.backward()
        if i % steps == 0:
            optimizer.step()
            optimizer.zero_grad()
    return model.weight.item()


if __name__ == "__main__":
    print(main())
