"""Write English letter by letter with a small causal Transformer in PyTorch."""

import math
import string
from pydoc_data.topics import topics

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

ALPHABET = string.ascii_lowercase + string.digits + " .,:()_'\""
LENGTH = 32  # letters that the model sees


# --8<-- [start:load]
def load():
    return " ".join(" ".join(topics.values()).lower().split())  # Python's own manual


# --8<-- [end:load]


# --8<-- [start:preprocess]
def preprocess(text):
    ids = torch.tensor([ALPHABET.index(c) for c in text if c in ALPHABET])
    rows = (len(ids) - 1) // LENGTH
    x = ids[: rows * LENGTH].reshape(rows, LENGTH)
    y = ids[1 : rows * LENGTH + 1].reshape(rows, LENGTH)  # the letter that follows
    split = rows * 4 // 5
    return (x[:split], y[:split]), (x[split:], y[split:])


# --8<-- [end:preprocess]


# --8<-- [start:build]
class LanguageModel(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.token = nn.Embedding(len(ALPHABET), width)
        self.position = nn.Embedding(LENGTH, width)
        self.block = nn.TransformerEncoderLayer(
            width, heads, 4 * width, 0.0, "gelu", batch_first=True, norm_first=True
        )
        self.norm = nn.LayerNorm(width)
        self.head = nn.Linear(width, len(ALPHABET))

    def forward(self, ids):
        x = self.token(ids) + self.position.weight
        mask = nn.Transformer.generate_square_subsequent_mask(LENGTH, x.device)
        x = self.block(x, mask, is_causal=True)
        return self.head(self.norm(x))


def build(width=64, heads=4):
    return LanguageModel(width, heads)


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, max_norm=float("inf"), epochs=1, batch_size=32):
    loader = DataLoader(TensorDataset(*data), batch_size=batch_size, shuffle=True)
    loss_fn = nn.CrossEntropyLoss()
    losses = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        for x, y in loader:
            optimizer.zero_grad()
            loss = loss_fn(model(x).flatten(0, 1), y.flatten())
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
            optimizer.step()
            total += loss.item() * len(x)
        losses.append(total / len(loader.dataset))
    return losses


# --8<-- [end:train]


# --8<-- [start:improve]
def improve(model):
    optimizer = torch.optim.AdamW(model.parameters(), lr=5e-3, weight_decay=0.01)
    max_norm = 1.0  # of all gradients together
    return optimizer, max_norm


# --8<-- [end:improve]


# --8<-- [start:evaluate]
@torch.no_grad()
def evaluate(model, data):
    x, y = data
    model.eval()
    loss = nn.functional.cross_entropy(model(x).flatten(0, 1), y.flatten())
    return loss.item() / math.log(2)  # bits per letter


# --8<-- [end:evaluate]


# --8<-- [start:generate]
@torch.no_grad()
def generate(model, text="the for statement is used to iterate ", letters=120):
    model.eval()
    for _ in range(letters):
        ids = torch.tensor([[ALPHABET.index(c) for c in text[-LENGTH:]]])
        logits = model(ids)[:, -1]
        text += ALPHABET[torch.multinomial(logits.softmax(dim=-1), 1).item()]
    return text


# --8<-- [end:generate]


def main(seed=0):
    torch.manual_seed(seed)
    train_data, test_data = preprocess(load())
    model = build()
    train(model, train_data, *improve(model))
    print(generate(model))
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"bits per letter {main():.3f}")
