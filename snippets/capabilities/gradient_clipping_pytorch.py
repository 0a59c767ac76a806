"""Clipping of the global norm of the gradients in PyTorch."""

import torch
from torch import nn


def main():
    x, y = torch.tensor([[2.0, 2.0]]), torch.tensor([[1.0]])
    model = nn.Linear(2, 1)
    nn.init.zeros_(model.weight)
    nn.init.zeros_(model.bias)
    optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
    loss = nn.functional.mse_loss(model(x), y)
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), max_norm=0.5)
    optimizer.step()
    return model(x).item()


if __name__ == "__main__":
    print(main())
