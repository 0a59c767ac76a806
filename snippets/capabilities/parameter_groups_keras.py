"""A learning rate of its own for each layer in Keras."""

import keras
import numpy as np


def main():
    x, y = np.ones((1, 1), "float32"), np.zeros((1, 1), "float32")
    two = keras.initializers.Constant(2.0)
    model = keras.Sequential(
        [
            keras.Input(shape=(1,)),
            keras.layers.Dense(1, use_bias=False, kernel_initializer=two, name="first"),
            keras.layers.Dense(
                1, use_bias=False, kernel_initializer="ones", name="second"
            ),
        ]
    )
    optimizer_map = keras.optimizers.OptimizerMap(
        default_optimizer=keras.optimizers.SGD(learning_rate=0.1),
        optimizer_map={".*second/.*": keras.optimizers.SGD(learning_rate=0.01)},
    )
    model.compile(optimizer=keras.optimizers.MultiOptimizer(optimizer_map), loss="mse")
    model.fit(x, y, verbose=0)
    return model.predict(x, verbose=0).item()


if __name__ == "__main__":
    print(main())
