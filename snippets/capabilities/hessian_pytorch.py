"""Hessian of a function in PyTorch."""

import torch


def function(v):
    return v[0] ** 2 * v[1] + v[1] ** 3


def main():
    hessian = torch.func.hessian(function)(torch.tensor([2.0, 3.0]))
    return hessian.sum().item()


if __name__ == "__main__":
    print(main())
