"""Gradients of each row's loss apart in PyTorch."""

import torch
from torch import nn
from torch.func import functional_call, grad, vmap


def main():
    model = nn.Linear(2, 1, bias=False)
    nn.init.ones_(model.weight)
    x = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
    y = torch.tensor([2.0, 9.0])

    def loss(weights, row, target):
        prediction = functional_call(model, weights, (row,))
        return ((prediction - target) ** 2).sum()

    weights = {name: p.detach() for name, p in model.named_parameters()}
    gradients = vmap(grad(loss), in_dims=(None, 0, 0))(weights, x, y)
    return (gradients["weight"] ** 2).sum().item()


if __name__ == "__main__":
    print(main())
