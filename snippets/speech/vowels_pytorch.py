"""Recognise nine speakers by a vowel with convolution and a GRU in PyTorch."""

import numpy as np
import torch
from aeon.datasets import load_japanese_vowels
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_sequence
from torch.utils.data import DataLoader, TensorDataset

FRAMES, FEATURES, SPEAKERS = 29, 12, 9


# --8<-- [start:load]
def load():
    # 270 utterances to train, 370 to test; each 12 x 7-29 LPC cepstrum coefficients
    return load_japanese_vowels()


# --8<-- [end:load]


# --8<-- [start:preprocess]
def preprocess(speech, speakers):
    split = len(speech) * 27 // 64
    seen = np.concatenate(speech[:split], axis=1)  # (features, all training frames)
    mean, std = seen.mean(axis=1), seen.std(axis=1)
    frames = [(utterance.T - mean) / std for utterance in speech]
    frames = [torch.tensor(utterance, dtype=torch.float32) for utterance in frames]
    x = pad_sequence(frames, batch_first=True)  # to the longest of these rows
    x = nn.functional.pad(x, (0, 0, 0, FRAMES - x.shape[1]))  # 29 even for few rows
    lengths = torch.tensor([len(utterance) for utterance in frames])
    y = torch.tensor(speakers.astype("int64") - 1)
    train_data = (x[:split], lengths[:split]), y[:split]
    return train_data, ((x[split:], lengths[split:]), y[split:])


# --8<-- [end:preprocess]


# --8<-- [start:build]
class SpeakerNet(nn.Module):
    def __init__(self, units):
        super().__init__()
        self.conv = nn.Conv1d(FEATURES, 32, 5, padding="same")
        self.gru = nn.GRU(32, units, batch_first=True)
        self.out = nn.Linear(units, SPEAKERS)

    def forward(self, frames, lengths):
        x = self.conv(frames.transpose(1, 2)).relu()  # (rows, channels, frames)
        packed = pack_padded_sequence(
            x.transpose(1, 2), lengths.cpu(), batch_first=True, enforce_sorted=False
        )
        _, state = self.gru(packed)  # the state after the last true frame
        return self.out(state[-1])


def build(units=128):
    return SpeakerNet(units)


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, max_norm=float("inf"), epochs=15, batch_size=32):
    x, y = data
    dataset = TensorDataset(*x, y)
    loader = DataLoader(dataset, batch_size=batch_size, shuffle=True)
    loss_fn = nn.CrossEntropyLoss()
    losses = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        for frames, lengths, y in loader:
            optimizer.zero_grad()
            loss = loss_fn(model(frames, lengths), y)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
            optimizer.step()
            total += loss.item() * len(y)
        losses.append(total / len(dataset))
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
    return (model(*x).argmax(dim=1) == y).float().mean().item()


# --8<-- [end:evaluate]


def main(seed=0):
    torch.manual_seed(seed)
    train_data, test_data = preprocess(*load())
    model = build()
    train(model, train_data, *improve(model))
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test accuracy {main():.3f}")
