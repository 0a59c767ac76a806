"""Search learning rate and layer width with Optuna in PyTorch."""

import numpy as np
import optuna
import torch
from sklearn.datasets import load_digits
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

optuna.logging.set_verbosity(optuna.logging.WARNING)


# --8<-- [start:load]
def load():
    images, labels = load_digits(return_X_y=True)  # 1,797 digits, 64 values 0 to 16
    order = np.random.default_rng(0).permutation(len(labels))
    return images[order], labels[order]


# --8<-- [end:load]


# --8<-- [start:preprocess]
def preprocess(images, labels):
    x = torch.tensor(images / 16, dtype=torch.float32)
    y = torch.tensor(labels, dtype=torch.int64)
    split = len(x) * 4 // 5
    return (x[:split], y[:split]), (x[split:], y[split:])


# --8<-- [end:preprocess]


# --8<-- [start:build]
def build(units=64):
    return nn.Sequential(
        nn.Linear(64, units),
        nn.ReLU(),
        nn.Linear(units, 10),
    )


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, epochs=5, batch_size=32):
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
def improve(model, rate=1e-3):
    return torch.optim.Adam(model.parameters(), lr=rate)


# --8<-- [end:improve]


# --8<-- [start:evaluate]
@torch.no_grad()
def evaluate(model, data):
    x, y = data
    model.eval()
    return (model(x).argmax(dim=1) == y).float().mean().item()


# --8<-- [end:evaluate]


# --8<-- [start:search]
def search(data, trials=6, seed=0):
    (x, y), split = data, len(data[0]) * 3 // 4

    def objective(trial):
        units = trial.suggest_int("units", 32, 128, step=32)
        rate = trial.suggest_float("rate", 1e-4, 1e-1, log=True)
        model = build(units)
        train(model, (x[:split], y[:split]), improve(model, rate))
        return evaluate(model, (x[split:], y[split:]))

    # three random trials, then the sampler learns from those before
    sampler = optuna.samplers.TPESampler(n_startup_trials=3, seed=seed)
    study = optuna.create_study(direction="maximize", sampler=sampler)
    study.optimize(objective, n_trials=trials)
    return study.best_params


# --8<-- [end:search]


def main(seed=0):
    torch.manual_seed(seed)
    train_data, test_data = preprocess(*load())
    best = search(train_data, seed=seed)
    model = build(best["units"])
    train(model, train_data, improve(model, best["rate"]))
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test accuracy {main():.3f}")
