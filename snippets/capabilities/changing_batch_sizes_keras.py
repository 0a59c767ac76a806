"""Batches of changing size without compiling anew each time in Keras."""

import keras
import numpy as np

traces = []


class Double(keras.layers.Layer):
    def call(self, x):
        traces.append(1)  # Python runs only while the model is being compiled
        return 2 * x


def output(model, batch_size):
    return float(np.sum(model.predict(np.ones((batch_size, 1)), verbose=0)))


def main():
    model = keras.Sequential([keras.Input(shape=(1,)), Double()])
    total = output(model, 1) + output(model, 2)
    before = len(traces)
    total += sum(output(model, batch_size) for batch_size in (3, 4, 5))
    return total + len(traces) - before


if __name__ == "__main__":
    print(main())
