"""A sparse matrix as the input of a dense layer in PyTorch."""

import torch
from torch import nn


def main():
    x = torch.sparse_coo_tensor([[0, 1, 2], [0, 3, 5]], torch.ones(3), (3, 6))
    y = torch.zeros(3, 1)
    nan = float("nan")

    dense = nn.Linear(6, 1, bias=False)
    with torch.no_grad():
        dense.weight.copy_(torch.tensor([[3, nan, nan, 6, nan, 9]]))
    optimizer = torch.optim.SGD(dense.parameters(), lr=0.25)
    loss = nn.functional.mse_loss(dense(x), y)
    loss.backward()
    optimizer.step()
    return dense.weight.nansum().item()


if __name__ == "__main__":
    print(main())
