"""Train a digit classifier against adversarial examples in PyTorch."""

import numpy as np
import torch
from sklearn.datasets import load_digits
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


# --8<-- [start:load]
def load():
    digits = load_digits()  # 1,797 handwritten digits of 8 x 8 pixels
    order = np.random.default_rng(0).permutation(len(digits.target))
    return digits.data[order], digits.target[order]


# --8<-- [end:load]


# --8<-- [start:preprocess]
def preprocess(images, labels):
    x = torch.tensor(images / 16, dtype=torch.float32)
    y = torch.tensor(labels, dtype=torch.int64)
    split = len(x) * 4 // 5
    noise = np.random.default_rng(1).normal(0, 0.3, x[split:].shape)
    noisy = x[split:] + torch.tensor(noise, dtype=torch.float32)  # the test images
    return (x[:split], y[:split]), (noisy, y[split:])


# --8<-- [end:preprocess]


# --8<-- [start:train_step]
def train_step(model, x, y, optimizer):
    x = x.detach().requires_grad_()
    optimizer.zero_grad()
    clean = nn.functional.cross_entropy(model(x), y)
    (gradient,) = torch.autograd.grad(clean, x, retain_graph=True)
    norm = gradient.norm(dim=1, keepdim=True)
    attack = (x + gradient / (norm + 1e-12)).detach()
    attacked = nn.functional.cross_entropy(model(attack), y)
    loss = (clean + attacked) / 2
    loss.backward(inputs=list(model.parameters()))  # not to x again
    optimizer.step()
    return loss.item()


# --8<-- [end:train_step]


# --8<-- [start:build]
def build(units=128):
    return nn.Sequential(
        nn.Linear(64, units),
        nn.ReLU(),
        nn.Linear(units, 10),
    )


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, epochs=30, batch_size=32):
    loader = DataLoader(TensorDataset(*data), batch_size=batch_size, shuffle=True)
    losses = []
    model.train()
    for _ in range(epochs):
        total = sum(train_step(model, x, y, optimizer) * len(x) for x, y in loader)
        losses.append(total / len(loader.dataset))
    return losses


# --8<-- [end:train]


# --8<-- [start:improve]
def improve(model):
    return torch.optim.Adam(model.parameters(), lr=1e-3)


# --8<-- [end:improve]


# --8<-- [start:evaluate]
@torch.no_grad()
def evaluate(model, data):
    x, y = data
    model.eval()
    return (model(x).argmax(dim=1) == y).float().mean().item()


# --8<-- [end:evaluate]


def main(seed=0):
    torch.manual_seed(seed)
    train_data, test_data = preprocess(*load())
    model = build()
    train(model, train_data, improve(model))
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test accuracy on noisy digits {main():.3f}")
