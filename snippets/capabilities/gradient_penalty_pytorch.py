"""Training on a loss with the norm of an input gradient in PyTorch."""

import torch
from torch import nn


def main():
    model = nn.Linear(2, 1, bias=False)
    with torch.no_grad():
        model.weight.copy_(torch.tensor([[3.0, 4.0]]))
    optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
    x = torch.ones(1, 2, requires_grad=True)

    output = model(x).sum()
    (gradient,) = torch.autograd.grad(output, x, create_graph=True)
    loss = output + (gradient.norm() - 1.0) ** 2
    loss.backward()
    optimizer.step()
    return model.weight.sum().item()


if __name__ == "__main__":
    print(main())
