"""A program that itself asks for the PyTorch backend in Keras on JAX."""

import os

os.environ["KERAS_BACKEND"] = "torch"

import keras


def main():
    return keras.config.backend() == "torch"


if __name__ == "__main__":
    print(main())
