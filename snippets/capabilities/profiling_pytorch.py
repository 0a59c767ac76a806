"""Profile of a training step by operator in PyTorch."""

import torch
from torch import nn
from torch.profiler import ProfilerActivity, profile


def train_step(model, optimizer, x, y):
    optimizer.zero_grad()
    nn.functional.mse_loss(model(x), y).backward()
    optimizer.step()


def main():
    model = nn.Sequential(
        nn.Linear(128, 128, bias=False), nn.Linear(128, 128, bias=False)
    )
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    x = torch.ones(128, 128)
    train_step(model, optimizer, x, x)
    with profile(activities=[ProfilerActivity.CPU]) as profiler:
        train_step(model, optimizer, x, x)
    return sum(
        operator.count
        for operator in profiler.key_averages()
        if operator.key == "aten::mm" and operator.cpu_time_total > 0
    )


if __name__ == "__main__":
    print(main())
