"""Features of an inner layer of an existing model in Keras."""

import keras
import numpy as np


def build():
    twos, fives = keras.initializers.Constant(2.0), keras.initializers.Constant(5.0)
    return keras.Sequential(
        [
            keras.Input(shape=(1,)),
            keras.layers.Dense(
                2, use_bias=False, kernel_initializer=twos, name="inner"
            ),
            keras.layers.Dense(1, use_bias=False, kernel_initializer=fives),
        ]
    )


def main():
    model = build()
    x = np.ones((3, 1))
    extractor = keras.Model(model.inputs, model.get_layer("inner").output)
    features = extractor.predict(x, verbose=0)
    outputs = model.predict(x, verbose=0)
    return float(np.sum(features) + np.sum(outputs))


if __name__ == "__main__":
    print(main())
