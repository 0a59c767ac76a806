"""Training with L-BFGS in PyTorch."""

import torch
from torch import nn


def main():
    x = torch.tensor([[1.0, 0.0], [0.0, 5.0]])
    y = torch.tensor([[3.0], [10.0]])
    model = nn.Linear(2, 1, bias=False)
    nn.init.zeros_(model.weight)
    optimizer = torch.optim.LBFGS(
        model.parameters(), max_iter=20, line_search_fn="strong_wolfe"
    )

    def closure():
        optimizer.zero_grad()
        loss = nn.functional.mse_loss(model(x), y)
        loss.backward()
        return loss

    optimizer.step(closure)
    return model(torch.ones(1, 2)).item()


if __name__ == "__main__":
    print(main())
