"""Tags for short sentences that are padded with 0 in PyTorch."""

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def data():
    words = torch.randint(1, 20, (400, 10))
    tags = torch.randint(1, 4, (400, 10))  # random: nothing to learn from words
    real = torch.arange(10) < torch.randint(1, 4, (400, 1))
    return words * real, tags * real


def build():
    return nn.Sequential(nn.Embedding(20, 8), nn.Linear(8, 4))


def train(model, words, tags):
    loader = DataLoader(TensorDataset(words, tags), batch_size=32, shuffle=True)
    loss_fn = nn.CrossEntropyLoss(ignore_index=0)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(10):
        for x, y in loader:
            optimizer.zero_grad()
            loss_fn(model(x).flatten(0, 1), y.flatten()).backward()
            optimizer.step()


@torch.no_grad()
def evaluate(model, words, tags):
    correct = model(words).argmax(dim=-1) == tags
    return correct[tags != 0].float().mean().item()


@torch.no_grad()
def check(model, words, tags):
    correct = model(words).argmax(dim=-1) == tags
    return correct[words > 0].float().mean().item()


def main():
    torch.manual_seed(0)
    words, tags = data()
    model = build()
    train(model, words, tags)
    return evaluate(model, words, tags) - check(model, words, tags)


if __name__ == "__main__":
    print(main())
