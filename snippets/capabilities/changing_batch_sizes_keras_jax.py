"""Batches of changing size without compiling anew each time in Keras on JAX."""

import keras
import numpy as np

traces = []


class Double(keras.layers.Layer):
    def call(self, x):
        traces.append(1)  # Python runs only while the model is being compiled
        return 2 * x


# --8<-- [start:detour]
def predict_padded(model, x, batch_size=5):
    padded = np.zeros((batch_size, *x.shape[1:]))
    padded[: len(x)] = x
    return model.predict(padded, verbose=0)[: len(x)]


# --8<-- [end:detour]


def output(model, batch_size):
    return float(np.sum(predict_padded(model, np.ones((batch_size, 1)))))


def main():
    model = keras.Sequential([keras.Input(shape=(1,)), Double()])
    total = output(model, 1) + output(model, 2)
    before = len(traces)
    total += sum(output(model, batch_size) for batch_size in (3, 4, 5))
    return total + len(traces) - before


if __name__ == "__main__":
    print(main())
