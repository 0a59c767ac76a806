"""Metric of one's own that is no mean over batches in PyTorch."""

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


class F1:
    def __init__(self):
        self.hits, self.marked = 0, 0

    def update(self, prediction, target):
        positive = prediction > 0.5
        self.hits += (positive & (target == 1)).sum().item()
        self.marked += (positive.sum() + (target == 1).sum()).item()

    def compute(self):
        return 2 * self.hits / self.marked


def main():
    x = torch.tensor([[1.0], [1.0], [1.0], [0.0]])
    y = torch.tensor([[1.0], [0.0], [1.0], [0.0]])
    loader = DataLoader(TensorDataset(x, y), batch_size=2)
    model = nn.Linear(1, 1, bias=False)
    nn.init.ones_(model.weight)
    metric = F1()
    model.eval()
    with torch.no_grad():
        for xb, yb in loader:
            metric.update(model(xb), yb)
    return metric.compute()


if __name__ == "__main__":
    print(main())
