"""Batches of changing size without compiling anew each time in Keras on PyTorch."""

import keras
import numpy as np
import torch


class Double(keras.layers.Layer):
    def call(self, x):
        return 2 * x


def output(model, batch_size):
    return float(np.sum(model.predict(np.ones((batch_size, 1)), verbose=0)))


def main():
    model = keras.Sequential([keras.Input(shape=(1,)), Double()])
    model.compile(jit_compile=True)
    total = output(model, 1) + output(model, 2)
    with torch.compiler.set_stance("fail_on_recompile"):
        total += sum(output(model, batch_size) for batch_size in (3, 4, 5))
    return total


if __name__ == "__main__":
    print(main())
