"""Export a digit classifier to ONNX and check it in ONNX Runtime in PyTorch."""

import os
import tempfile

import numpy as np
import onnxruntime
import torch
from sklearn.datasets import load_digits
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


# --8<-- [start:load]
def load():
    digits = load_digits()  # 1,797 digits of 8 x 8 pixels, 0 to 16
    order = np.random.default_rng(0).permutation(len(digits.target))
    return digits.images[order], digits.target[order]


# --8<-- [end:load]


# --8<-- [start:preprocess]
def preprocess(images, labels):
    x = torch.tensor(images / 16, dtype=torch.float32).unsqueeze(1)  # (rows, 1, 8, 8)
    y = torch.tensor(labels, dtype=torch.int64)
    split = len(x) * 4 // 5
    return (x[:split], y[:split]), (x[split:], y[split:])


# --8<-- [end:preprocess]


# --8<-- [start:build]
def build(filters=16):
    return nn.Sequential(
        nn.Conv2d(1, filters, 3, padding="same"),
        nn.ReLU(),
        nn.AvgPool2d(2),
        nn.Flatten(),
        nn.Linear(4 * 4 * filters, 10),
    )


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, epochs=10, batch_size=32):
    loader = DataLoader(TensorDataset(*data), batch_size=batch_size, shuffle=True)
    loss_fn = nn.CrossEntropyLoss()
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
    return torch.optim.Adam(model.parameters(), lr=5e-3)


# --8<-- [end:improve]


# --8<-- [start:evaluate]
@torch.no_grad()
def evaluate(model, data):
    x, y = data
    model.eval()
    return (model(x).argmax(dim=1) == y).float().mean().item()


# --8<-- [end:evaluate]


# --8<-- [start:export]
@torch.no_grad()
def export(model, x):
    model.eval()
    expected = model(x).numpy()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "digits.onnx")
        shapes = ({0: "batch"},)  # else the file takes batches of this size only
        torch.onnx.export(model, (x,), path, dynamic_shapes=shapes, verbose=False)
        session = onnxruntime.InferenceSession(path)
        (got,) = session.run(None, {session.get_inputs()[0].name: x.numpy()})
    return np.abs(got - expected).max()


# --8<-- [end:export]


def main(seed=0):
    torch.manual_seed(seed)
    train_data, test_data = preprocess(*load())
    model = build()
    train(model, train_data, improve(model))
    difference = export(model, test_data[0])
    assert difference < 1e-4, difference
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test accuracy {main():.3f}")
