"""A recurrence with a carried state in a compiled model in Keras."""

import keras
import numpy as np


class LeakySum(keras.layers.Layer):
    def call(self, x):
        def step(state, value):
            state = 0.5 * state + value
            return state, state

        values = keras.ops.transpose(x)  # scan runs over the first axis
        start = keras.ops.zeros_like(values[0])
        last, states = keras.ops.scan(step, start, values)
        return last + keras.ops.sum(states, axis=0)


def main():
    model = keras.Sequential([keras.Input(shape=(4,)), LeakySum()])
    model.compile(jit_compile=True)
    outputs = model.predict(np.array([[1.0, 2.0, 3.0, 4.0]]), verbose=0)
    return float(np.sum(outputs))


if __name__ == "__main__":
    print(main())
