"""Loss scaling for training in float16 in PyTorch."""

import torch
from torch import nn


def moved(scaling):
    model = nn.Linear(1, 1, bias=False)
    nn.init.ones_(model.weight)
    optimizer = torch.optim.SGD(model.parameters(), lr=2.0**25)
    scaler = torch.amp.GradScaler("cpu", enabled=scaling)
    with torch.autocast("cpu", dtype=torch.float16):
        output = model(torch.ones(1, 1))
        loss = output.float().mean() * 2**-26
    scaler.scale(loss).backward()
    scaler.step(optimizer)
    scaler.update()
    return 1 - model.weight.item()


def main():
    return moved(scaling=True) - moved(scaling=False)


if __name__ == "__main__":
    print(main())
