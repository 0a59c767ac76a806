"""Learn to generate digits with a variational autoencoder in PyTorch."""

import numpy as np
import torch
from sklearn.datasets import load_digits
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


# --8<-- [start:load]
def load():
    images = load_digits().data  # 1,797 digits of 8 x 8 pixels, 0 to 16
    return images[np.random.default_rng(0).permutation(len(images))]


# --8<-- [end:load]


# --8<-- [start:preprocess]
def preprocess(images):
    x = torch.tensor(images / 16, dtype=torch.float32)
    split = len(x) * 4 // 5
    return (x[:split], x[:split]), (x[split:], x[split:])  # the target is the input


# --8<-- [end:preprocess]


# --8<-- [start:build]
class Autoencoder(nn.Module):
    def __init__(self, units, code, noise):
        super().__init__()
        self.noise = noise
        self.encoder = nn.Sequential(nn.Linear(64, units), nn.ReLU())
        self.mean = nn.Linear(units, code)
        self.log_var = nn.Linear(units, code)
        self.decoder = nn.Sequential(
            nn.Linear(code, units), nn.ReLU(), nn.Linear(units, 64)
        )

    def forward(self, x):
        x = self.encoder(x)
        mean, log_var = self.mean(x), self.log_var(x)
        divergence = (log_var.exp() + mean**2 - 1 - log_var) / 2
        self.divergence = divergence.sum(dim=1).mean()  # for the loss of this batch
        draw = torch.randn_like(mean)
        return self.decoder(mean + self.noise * (log_var / 2).exp() * draw)


def build(units=128, code=8, noise=1.0):
    return Autoencoder(units, code, noise)


def reconstruction(logits, y):
    bce = nn.functional.binary_cross_entropy_with_logits(logits, y, reduction="none")
    return bce.sum(dim=1).mean()


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, epochs=30, batch_size=32):
    loader = DataLoader(TensorDataset(*data), batch_size=batch_size, shuffle=True)
    losses = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        for x, y in loader:
            optimizer.zero_grad()
            loss = reconstruction(model(x), y) + model.divergence
            loss.backward()
            optimizer.step()
            total += loss.item() * len(x)
        losses.append(total / len(loader.dataset))
    return losses


# --8<-- [end:train]


# --8<-- [start:improve]
def improve(model):
    return torch.optim.Adam(model.parameters(), lr=2e-3)


# --8<-- [end:improve]


# --8<-- [start:evaluate]
@torch.no_grad()
def evaluate(model, data):
    x, y = data
    model.eval()
    loss = reconstruction(model(x), y) + model.divergence
    return loss.item()  # nats per image: the negative ELBO


# --8<-- [end:evaluate]


def main(seed=0):
    torch.manual_seed(seed)
    train_data, test_data = preprocess(load())
    model = build()
    train(model, train_data, improve(model))
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test loss {main():.2f} nats per image")
