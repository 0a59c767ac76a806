"""L2 penalty on the weights of one layer only in Keras."""

import keras
import numpy as np


def main():
    x, y = np.ones((1, 1), "float32"), np.full((1, 1), 2.0, "float32")
    first = keras.layers.Dense(
        1,
        use_bias=False,
        kernel_initializer=keras.initializers.Constant(2.0),
        kernel_regularizer=keras.regularizers.L2(0.1),
    )
    second = keras.layers.Dense(1, use_bias=False, kernel_initializer="ones")
    model = keras.Sequential([keras.Input(shape=(1,)), first, second])
    model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.5), loss="mse")
    model.fit(x, y, verbose=0)
    return model.predict(x, verbose=0).item()


if __name__ == "__main__":
    print(main())
