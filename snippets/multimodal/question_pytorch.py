"""Answer a question in words about the picture of a digit in PyTorch."""

import torch
from sklearn.datasets import load_digits
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

# Each question has as many digits for yes as for no, and an opposite question.
QUESTIONS = {
    "is it an even digit": {0, 2, 4, 6, 8},
    "is it an odd digit": {1, 3, 5, 7, 9},
    "is it greater than four": {5, 6, 7, 8, 9},
    "is it less than five": {0, 1, 2, 3, 4},
    "is it one or prime": {1, 2, 3, 5, 7},
    "is it zero or composite": {0, 4, 6, 8, 9},
}
WORDS = sorted({word for question in QUESTIONS for word in question.split()})


# --8<-- [start:load]
def load():
    digits = load_digits()  # 1,797 pictures of 8 x 8 pixels, writer by writer
    return digits.images, digits.target


# --8<-- [end:load]


# --8<-- [start:preprocess]
def preprocess(images, digits):
    q = torch.tensor(
        [[WORDS.index(word) for word in text.split()] for text in QUESTIONS]
    )
    answers = [[digit in yes for yes in QUESTIONS.values()] for digit in digits]
    x = torch.tensor(images[:, None] / 16).float().repeat_interleave(len(q), dim=0)
    y = torch.tensor(answers).float().reshape(-1, 1)
    split = len(images) * 4 // 5 * len(q)  # no picture in both parts
    q = q.repeat(len(images), 1)  # every picture with every question
    return ((x[:split], q[:split]), y[:split]), ((x[split:], q[split:]), y[split:])


# --8<-- [end:preprocess]


# --8<-- [start:build]
class Answerer(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.picture = nn.Sequential(
            nn.Conv2d(1, 16, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()
        )
        self.dense = nn.Linear(16 * 3 * 3, width)
        self.words = nn.Embedding(len(WORDS), width)
        self.both = nn.Linear(2 * width, 2 * width)
        self.head = nn.Linear(2 * width, 1)

    def forward(self, image, question):
        x = self.dense(self.picture(image)).relu()
        q = self.words(question).mean(dim=1)  # (batch, words, width) -> (batch, width)
        return self.head(self.both(torch.cat([x, q], dim=1)).relu())


def build(width=64):
    return Answerer(width)


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, scheduler=None, epochs=6, batch_size=64):
    x, y = data
    loader = DataLoader(TensorDataset(*x, y), batch_size=batch_size, shuffle=True)
    loss_fn = nn.BCEWithLogitsLoss()
    losses = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        for image, question, y in loader:
            optimizer.zero_grad()
            loss = loss_fn(model(image, question), y)
            loss.backward()
            optimizer.step()
            if scheduler:
                scheduler.step()
            total += loss.item() * len(y)
        losses.append(total / len(loader.dataset))
    return losses


# --8<-- [end:train]


# --8<-- [start:improve]
def improve(model, steps=810):  # 6 epochs of 135 batches
    optimizer = torch.optim.Adam(model.parameters(), lr=5e-3)
    return optimizer, torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)


# --8<-- [end:improve]


# --8<-- [start:evaluate]
@torch.no_grad()
def evaluate(model, data):
    x, y = data
    model.eval()
    return ((model(*x) > 0) == (y == 1)).float().mean().item()


# --8<-- [end:evaluate]


def main(seed=0):
    torch.manual_seed(seed)
    train_data, test_data = preprocess(*load())
    model = build()
    train(model, train_data, *improve(model))
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test accuracy {main():.3f}")
