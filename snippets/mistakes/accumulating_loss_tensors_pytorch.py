"""The loss of all training steps, summed as a number, in PyTorch."""

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def data():
    x = torch.randn(800, 4)
    return x, x.sum(dim=1, keepdim=True)


def train(model, x, y):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    total = 0.0
    for xb, yb in DataLoader(TensorDataset(x, y), batch_size=4, shuffle=True):
        optimizer.zero_grad()
        loss = nn.functional.mse_loss(model(xb), yb)
        loss.backward()
        optimizer.step()
        total += loss.item()
    return total


def graph_depth(total):
    depth = 0
    node = torch.as_tensor(total).grad_fn
    while node is not None:
        depth += 1
        node = node.next_functions[0][0] if node.next_functions else None
    return depth


def main():
    torch.manual_seed(0)
    x, y = data()
    model = nn.Linear(4, 1)
    return graph_depth(train(model, x, y))


if __name__ == "__main__":
    print(main())
