"""Training from a stream that never holds the whole set in PyTorch."""

from itertools import islice

import torch
from torch import nn
from torch.utils.data import DataLoader, IterableDataset


class Rows(IterableDataset):
    def __iter__(self):
        while True:
            for power in range(6):
                yield torch.tensor([10.0**power])


def main():
    model = nn.Linear(1, 1, bias=False)
    nn.init.zeros_(model.weight)
    optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
    stream = iter(DataLoader(Rows(), batch_size=1))
    weights = []
    for _ in range(2):
        for x in islice(stream, 6):
            optimizer.zero_grad()
            loss = -model(x).mean()
            loss.backward()
            optimizer.step()
        weights.append(model.weight.item())
    return sum(weights)


if __name__ == "__main__":
    print(main())
