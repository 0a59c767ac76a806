"""Hessian of a function of Keras operations on PyTorch."""

import keras
import torch


def function(v):
    return v[0] ** 2 * v[1] + v[1] ** 3


def main():
    hessian = torch.func.hessian(function)(keras.ops.array([2.0, 3.0]))
    return float(keras.ops.sum(hessian))


if __name__ == "__main__":
    print(main())
