"""How far one sequence reaches into the prediction of another in PyTorch."""

import torch
from torch import nn


class Stacked(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm1 = nn.LSTM(5, 8, batch_first=True)
        self.lstm2 = nn.LSTM(8, 8, batch_first=True)
        self.head = nn.Linear(8, 1)

    def forward(self, x):
        x, _ = self.lstm1(x)
        x, _ = self.lstm2(x)
        return self.head(x[:, -1])


def data():
    return torch.randn(16, 10, 5)


@torch.no_grad()
def predict(model, x):
    model.eval()
    return model(x)


def main():
    torch.manual_seed(0)
    x = data()
    model = Stacked()
    before = predict(model, x)
    x[0] += 1  # only the first sequence changes
    after = predict(model, x)
    return (after - before)[1:].abs().max().item()


if __name__ == "__main__":
    print(main())
