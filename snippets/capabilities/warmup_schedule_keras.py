"""Learning rate with a linear warmup and a cosine decay in Keras."""

import keras
import numpy as np


def main():
    x, y = np.ones((1, 1), "float32"), np.full((1, 1), 100.0, "float32")
    layer = keras.layers.Dense(1, use_bias=False, kernel_initializer="zeros")
    model = keras.Sequential([keras.Input(shape=(1,)), layer])
    schedule = keras.optimizers.schedules.CosineDecay(
        initial_learning_rate=0.025,
        warmup_target=0.1,
        warmup_steps=3,
        decay_steps=8,
    )
    model.compile(
        optimizer=keras.optimizers.SGD(learning_rate=schedule),
        loss="mean_absolute_error",
    )
    model.fit(x, y, epochs=12, verbose=0)
    return keras.ops.convert_to_numpy(layer.kernel).item()


if __name__ == "__main__":
    print(main())
