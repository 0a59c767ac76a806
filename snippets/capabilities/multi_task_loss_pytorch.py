"""Two heads with a weighted sum of their losses in PyTorch."""

import torch
from torch import nn


class TwoHeads(nn.Module):
    def __init__(self):
        super().__init__()
        self.shared = nn.Linear(1, 1, bias=False)
        self.left = nn.Linear(1, 1, bias=False)
        self.right = nn.Linear(1, 1, bias=False)
        for layer in (self.shared, self.left, self.right):
            nn.init.ones_(layer.weight)

    def forward(self, x):
        features = self.shared(x)
        return self.left(features), self.right(features)


def main():
    x = torch.ones(1, 1)
    model = TwoHeads()
    loss_fn = nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    left, right = model(x)
    loss = 1.0 * loss_fn(left, 0 * x) + 0.25 * loss_fn(right, 3 * x)
    loss.backward()
    optimizer.step()
    return model.shared.weight.item()


if __name__ == "__main__":
    print(main())
