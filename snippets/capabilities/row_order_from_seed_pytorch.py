"""Order of the rows fixed by a seed in PyTorch."""

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def train(seed):
    torch.manual_seed(seed)
    x, y = torch.arange(1.0, 21.0).reshape(20, 1) / 20, torch.zeros(20, 1)
    model = nn.Linear(1, 1, bias=False)
    nn.init.ones_(model.weight)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    losses = []
    for rows, targets in DataLoader(TensorDataset(x, y), batch_size=1, shuffle=True):
        optimizer.zero_grad()
        loss = nn.functional.mse_loss(model(rows), targets)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


def main():
    first, again, other = train(seed=1), train(seed=1), train(seed=2)
    same = sum(a == b for a, b in zip(first, again, strict=True))
    return same * (first != other)


if __name__ == "__main__":
    print(main())
