"""A student that learns from labels and from a frozen teacher in PyTorch."""

import torch
from torch import nn


def build(weight):
    model = nn.Linear(1, 1, bias=False)
    nn.init.constant_(model.weight, weight)
    return model


def main():
    x, y = torch.ones(1, 1), torch.ones(1, 1)
    teacher, student = build(2.0), build(0.0)
    teacher.requires_grad_(False)
    loss_fn = nn.MSELoss()
    optimizer = torch.optim.SGD(student.parameters(), lr=0.1)
    prediction = student(x)
    loss = 0.5 * loss_fn(prediction, y) + 0.5 * loss_fn(prediction, teacher(x))
    loss.backward()
    optimizer.step()
    return (student(x) * teacher(x)).item()


if __name__ == "__main__":
    print(main())
