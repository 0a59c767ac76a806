"""Exponential moving average of the weights in PyTorch."""

import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn


def main():
    x, y = torch.ones(1, 1), torch.zeros(1, 1)
    model = nn.Linear(1, 1, bias=False)
    nn.init.ones_(model.weight)
    averaged = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(0.9))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.25)
    for _ in range(3):
        optimizer.zero_grad()
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()
        averaged.update_parameters(model)
    return averaged.module.weight.item()


if __name__ == "__main__":
    print(main())
