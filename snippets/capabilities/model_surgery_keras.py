"""A new head on a trained model in Keras."""

import keras
import numpy as np


def train(model, outputs):
    model.compile(keras.optimizers.SGD(learning_rate=1.0), loss="mae")
    model.fit(np.ones((1, 1)), np.full((1, outputs), 100.0), verbose=0)


def main():
    model = keras.Sequential(
        [
            keras.Input(shape=(1,)),
            keras.layers.Dense(
                1, use_bias=False, kernel_initializer="ones", name="body"
            ),
            keras.layers.Dense(1, use_bias=False, kernel_initializer="ones"),
        ]
    )
    train(model, outputs=1)

    threes = keras.initializers.Constant(3.0)
    head = keras.layers.Dense(2, use_bias=False, kernel_initializer=threes)
    model = keras.Model(model.inputs, head(model.get_layer("body").output))
    train(model, outputs=2)
    return float(np.sum(model.predict(np.ones((1, 1)), verbose=0)))


if __name__ == "__main__":
    print(main())
