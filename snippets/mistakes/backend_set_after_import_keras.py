"""A program that itself asks for the JAX backend in Keras."""

import os

os.environ["KERAS_BACKEND"] = "jax"

import keras


def main():
    return keras.config.backend() == "jax"


if __name__ == "__main__":
    print(main())
