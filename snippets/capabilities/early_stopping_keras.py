"""Early stopping that restores the best weights in Keras."""

import keras
import numpy as np


def main():
    x = np.ones((1, 1), "float32")
    layer = keras.layers.Dense(1, use_bias=False, kernel_initializer="zeros")
    model = keras.Sequential([keras.Input(shape=(1,)), layer])
    # the gradient of the absolute error is -1 as long as 100 is not reached
    model.compile(
        optimizer=keras.optimizers.SGD(learning_rate=1.0),
        loss="mean_absolute_error",
    )
    stopping = keras.callbacks.EarlyStopping(
        monitor="val_loss", patience=2, restore_best_weights=True
    )
    history = model.fit(
        x,
        100 * x,
        epochs=20,
        validation_data=(x, 3 * x),
        callbacks=[stopping],
        verbose=0,
    )
    best = keras.ops.convert_to_numpy(layer.kernel).item()
    return len(history.epoch) * best


if __name__ == "__main__":
    print(main())
