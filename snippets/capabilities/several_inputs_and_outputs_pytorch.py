"""Several inputs and outputs, each output with its own target, in PyTorch."""

import torch
from torch import nn


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.high = nn.Linear(5, 1, bias=False)
        self.low = nn.Linear(3, 1, bias=False)
        nn.init.ones_(self.high.weight)
        nn.init.ones_(self.low.weight)

    def forward(self, two, three):
        both = torch.cat([two, three], dim=1)
        return {"high": self.high(both), "low": self.low(three)}


def main():
    model = Model()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    x = {"two": torch.ones(1, 2), "three": torch.ones(1, 3)}
    y = {"high": torch.full((1, 1), 100.0), "low": torch.full((1, 1), -100.0)}
    outputs = model(**x)
    loss = sum(nn.functional.l1_loss(outputs[name], y[name]) for name in y)
    loss.backward()
    optimizer.step()
    outputs = model(**x)
    return outputs["high"].item() + 10 * outputs["low"].item()


if __name__ == "__main__":
    print(main())
