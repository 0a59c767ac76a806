"""Early stopping that restores the best weights in PyTorch."""

import copy

import torch
from torch import nn


# --8<-- [start:detour]
class EarlyStopping:
    def __init__(self, patience):
        self.patience, self.waited = patience, 0
        self.best, self.weights = float("inf"), None

    def should_stop(self, loss, model):
        if loss < self.best:
            self.best, self.waited = loss, 0
            self.weights = copy.deepcopy(model.state_dict())
        else:
            self.waited += 1
        return self.waited >= self.patience

    def restore(self, model):
        model.load_state_dict(self.weights)


# --8<-- [end:detour]


def main():
    x = torch.ones(1, 1)
    model = nn.Linear(1, 1, bias=False)
    nn.init.zeros_(model.weight)
    loss_fn = nn.L1Loss()
    optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
    stopping = EarlyStopping(patience=2)
    epochs = 0
    for _ in range(20):
        optimizer.zero_grad()
        # the gradient of the absolute error is -1 as long as 100 is not reached
        loss_fn(model(x), 100 * x).backward()
        optimizer.step()
        epochs += 1
        with torch.no_grad():
            validation_loss = loss_fn(model(x), 3 * x).item()
        if stopping.should_stop(validation_loss, model):
            break
    stopping.restore(model)
    return epochs * model.weight.item()


if __name__ == "__main__":
    print(main())
