"""A weight for each class in Keras."""

import keras
import numpy as np


def main():
    x, y = np.ones((4, 1), "float32"), np.array([0, 0, 0, 1])
    layer = keras.layers.Dense(2, use_bias=False, kernel_initializer="zeros")
    model = keras.Sequential([keras.Input(shape=(1,)), layer])
    model.compile(
        optimizer=keras.optimizers.SGD(learning_rate=1.0),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    )
    model.fit(x, y, class_weight={0: 0.5, 1: 2.5}, verbose=0)
    logits = model.predict(x, verbose=0)[0]
    return float(logits[1] - logits[0])


if __name__ == "__main__":
    print(main())
