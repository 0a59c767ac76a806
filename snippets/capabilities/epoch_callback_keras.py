"""Code of one's own after each epoch, with its loss, in Keras."""

import keras
import numpy as np


class Total(keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        self.total = 0.0

    def on_epoch_end(self, epoch, logs=None):
        self.total += (epoch + 1) * logs["loss"]  # epochs count from 0


def main():
    x, y = np.ones((1, 1), "float32"), np.zeros((1, 1), "float32")
    layer = keras.layers.Dense(1, use_bias=False, kernel_initializer="ones")
    model = keras.Sequential([keras.Input(shape=(1,)), layer])
    model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.25), loss="mse")
    callback = Total()
    model.fit(x, y, epochs=3, callbacks=[callback], verbose=0)
    return callback.total


if __name__ == "__main__":
    print(main())
