"""Training that resumes exactly where it stopped in PyTorch."""

import os
import tempfile

import torch
from torch import nn
from torch.nn.utils import parameters_to_vector


def build(seed):
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Dropout(0.5), nn.Linear(8, 1))
    return model, torch.optim.Adam(model.parameters())


def train(model, optimizer, x, y, epochs):
    for _ in range(epochs):
        for xb, yb in zip(x.split(8), y.split(8), strict=True):
            optimizer.zero_grad()
            nn.functional.mse_loss(model(xb), yb).backward()
            optimizer.step()


def main():
    generator = torch.Generator().manual_seed(0)
    x = torch.randn(32, 4, generator=generator)
    y = torch.randn(32, 1, generator=generator)
    model, optimizer = build(seed=0)
    train(model, optimizer, x, y, epochs=2)
    uninterrupted = parameters_to_vector(model.parameters())
    model, optimizer = build(seed=0)
    train(model, optimizer, x, y, epochs=1)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "checkpoint.pt")
        checkpoint = {
            "model": model.state_dict(),
            "optimizer": optimizer.state_dict(),
            "random": torch.get_rng_state(),
        }
        torch.save(checkpoint, path)
        loaded = torch.load(path)
    model, optimizer = build(seed=1)
    model.load_state_dict(loaded["model"])
    optimizer.load_state_dict(loaded["optimizer"])
    torch.set_rng_state(loaded["random"])
    train(model, optimizer, x, y, epochs=1)
    resumed = parameters_to_vector(model.parameters())
    return (resumed == uninterrupted).sum().item()


if __name__ == "__main__":
    print(main())
