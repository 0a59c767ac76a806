"""Learning rate schedule that goes on at the right step after loading in PyTorch."""

import os
import tempfile

import torch
from torch import nn


def build():
    model = nn.Linear(1, 1, bias=False)
    nn.init.zeros_(model.weight)
    optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
    scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma=0.5)
    return model, optimizer, scheduler


def train(model, optimizer, scheduler, x, y, epochs):
    for _ in range(epochs):
        optimizer.zero_grad()
        nn.functional.l1_loss(model(x), y).backward()
        optimizer.step()
        scheduler.step()


def main():
    x, y = torch.ones(1, 1), torch.full((1, 1), 100.0)
    model, optimizer, scheduler = build()
    train(model, optimizer, scheduler, x, y, epochs=2)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "checkpoint.pt")
        checkpoint = {
            "model": model.state_dict(),
            "optimizer": optimizer.state_dict(),
            "scheduler": scheduler.state_dict(),
        }
        torch.save(checkpoint, path)
        loaded = torch.load(path)
    model, optimizer, scheduler = build()
    model.load_state_dict(loaded["model"])
    optimizer.load_state_dict(loaded["optimizer"])
    scheduler.load_state_dict(loaded["scheduler"])
    train(model, optimizer, scheduler, x, y, epochs=2)
    return model(x).item()


if __name__ == "__main__":
    print(main())
