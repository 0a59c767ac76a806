"""Optimizer of one's own in PyTorch."""

import torch
from torch import nn


class SignSGD(torch.optim.Optimizer):
    def __init__(self, params, lr):
        super().__init__(params, {"lr": lr})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is not None:
                    p.sub_(group["lr"] * p.grad.sign())


def main():
    x, y = torch.tensor([[1.0, -10.0]]), torch.tensor([[100.0]])
    model = nn.Linear(2, 1, bias=False)
    nn.init.zeros_(model.weight)
    optimizer = SignSGD(model.parameters(), lr=0.25)
    for _ in range(3):
        optimizer.zero_grad()
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()
    return model(x).item()


if __name__ == "__main__":
    print(main())
