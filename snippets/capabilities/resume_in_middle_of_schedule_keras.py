"""Learning rate schedule that goes on at the right step after loading in Keras."""

import os
import tempfile

import keras
import numpy as np


def main():
    x, y = np.ones((1, 1), "float32"), np.full((1, 1), 100.0, "float32")
    layer = keras.layers.Dense(1, use_bias=False, kernel_initializer="zeros")
    model = keras.Sequential([keras.Input(shape=(1,)), layer])
    schedule = keras.optimizers.schedules.ExponentialDecay(
        initial_learning_rate=1.0, decay_steps=1, decay_rate=0.5
    )
    model.compile(
        optimizer=keras.optimizers.SGD(learning_rate=schedule),
        loss="mean_absolute_error",
    )
    model.fit(x, y, epochs=2, verbose=0)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.keras")
        model.save(path)
        resumed = keras.saving.load_model(path)
    resumed.fit(x, y, epochs=2, verbose=0)
    return resumed.predict(x, verbose=0).item()


if __name__ == "__main__":
    print(main())
