"""Several inputs and outputs, each output with its own target, in Keras."""

import keras
import numpy as np


def main():
    two = keras.Input(shape=(2,), name="two")
    three = keras.Input(shape=(3,), name="three")
    both = keras.layers.Concatenate()([two, three])
    high = keras.layers.Dense(1, use_bias=False, kernel_initializer="ones")(both)
    low = keras.layers.Dense(1, use_bias=False, kernel_initializer="ones")(three)
    model = keras.Model(
        inputs={"two": two, "three": three}, outputs={"high": high, "low": low}
    )
    model.compile(
        optimizer=keras.optimizers.SGD(learning_rate=0.1),
        loss={"high": "mae", "low": "mae"},
    )
    x = {"two": np.ones((1, 2)), "three": np.ones((1, 3))}
    y = {"high": np.full((1, 1), 100.0), "low": np.full((1, 1), -100.0)}
    model.fit(x, y, verbose=0)
    outputs = model.predict(x, verbose=0)
    return outputs["high"].item() + 10 * outputs["low"].item()


if __name__ == "__main__":
    print(main())
