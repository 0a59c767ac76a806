"""A model with every kind of layer the gate can compare, as small as can be, in PyTorch."""

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def load():
    rng = np.random.default_rng(0)
    images = rng.random((60, 6, 6, 2)).astype("float32")
    words = rng.integers(0, 9, (60, 5))
    return images, words, images.mean(axis=(1, 2, 3)) + words.mean(axis=1)


def preprocess(images, words, targets):
    inputs = torch.tensor(images).permute(0, 3, 1, 2), torch.tensor(words)
    targets = torch.tensor(targets, dtype=torch.float32)
    split = len(targets) * 5 // 6
    return (
        (tuple(x[:split] for x in inputs), targets[:split]),
        (tuple(x[split:] for x in inputs), targets[split:]),
    )


class Scale(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.factor = nn.Parameter(torch.ones(size))

    def forward(self, x):
        return x * self.factor


class Net(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.conv = nn.Conv2d(2, 4, 3)
        self.norm = nn.BatchNorm2d(4)
        self.up = nn.ConvTranspose2d(4, 2, 2, stride=2)
        self.flat = nn.Linear(128, 8)
        self.embed = nn.Embedding(9, 8)
        self.along = nn.Conv1d(8, 8, 3, padding=1)
        self.attend = nn.MultiheadAttention(8, 2, batch_first=True)
        self.layer_norm = nn.LayerNorm(8)
        self.lstm = nn.LSTM(8, 8, batch_first=True)
        self.gru = nn.GRU(8, 8, batch_first=True)
        self.scale = Scale(16)
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(16, 1)

    def forward(self, images, words):
        x = self.up(torch.relu(self.norm(self.conv(images))))
        x = torch.relu(self.flat(x.flatten(1)))
        w = self.embed(words)
        w = self.along(w.transpose(1, 2)).transpose(1, 2)
        w = self.layer_norm(w + self.attend(w, w, w, need_weights=False)[0])
        w = self.gru(self.lstm(w)[0])[1][-1]
        return self.head(self.dropout(self.scale(torch.cat([x, w], dim=1))))[:, 0]


def build(dropout=0.5):
    return Net(dropout)


def train(model, data, optimizer, scheduler=None, epochs=1, batch_size=16):
    (images, words), targets = data
    loader = DataLoader(TensorDataset(images, words, targets), batch_size, shuffle=True)
    losses = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        for image, word, target in loader:
            optimizer.zero_grad()
            loss = nn.functional.mse_loss(model(image, word), target)
            loss.backward()
            optimizer.step()
            if scheduler:
                scheduler.step()
            total += loss.item() * len(target)
        losses.append(total / len(targets))
    return losses


def improve(model, steps):
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.01, eps=1e-7, weight_decay=1.0)
    return optimizer, torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)


@torch.no_grad()
def evaluate(model, data):
    model.eval()
    return nn.functional.mse_loss(model(*data[0]), data[1]).item()


def main(seed=0):
    torch.manual_seed(seed)
    train_data, test_data = preprocess(*load())
    model = build()
    train(model, train_data, *improve(model, 4))
    return evaluate(model, test_data)
