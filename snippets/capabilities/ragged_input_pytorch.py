"""Rows of different lengths in one batch, without padding, in PyTorch."""

import torch
from torch import nn


def main():
    table = torch.arange(10.0).reshape(10, 1)
    embedding = nn.Embedding.from_pretrained(table, freeze=False)
    rows = [torch.tensor(row) for row in ([1], [2, 4], [3, 6, 9])]
    features = embedding(torch.nested.nested_tensor(rows, layout=torch.jagged))
    means = features.mean(dim=1)
    return means.sum().item() + features.values().shape[0]


if __name__ == "__main__":
    print(main())
