"""Number of weights known before any data in PyTorch."""

from torch import nn


def main():
    model = nn.Sequential(
        nn.Conv2d(1, 4, 3),
        nn.Flatten(),
        nn.Linear(6 * 6 * 4, 10),
    )
    return sum(weight.numel() for weight in model.parameters())


if __name__ == "__main__":
    print(main())
