"""Three layers with weights of their own, counted in PyTorch."""

from torch import nn


def build():
    layers = [nn.Linear(4, 4) for _ in range(3)]
    return nn.Sequential(*layers)


def main():
    return sum(parameter.numel() for parameter in build().parameters())


if __name__ == "__main__":
    print(main())
