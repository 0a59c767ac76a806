"""Losses of a training written for TensorBoard in Keras."""

import tempfile

import keras
import numpy as np
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.util.tensor_util import make_ndarray


def main():
    x = np.ones((1, 1), "float32")
    model = keras.Sequential(
        [
            keras.Input(shape=(1,)),
            keras.layers.Dense(1, use_bias=False, kernel_initializer="zeros"),
        ]
    )
    model.compile(keras.optimizers.SGD(learning_rate=0.25), loss="mean_squared_error")
    with tempfile.TemporaryDirectory() as folder:
        board = keras.callbacks.TensorBoard(folder)
        model.fit(x, x, epochs=3, callbacks=[board], verbose=0)
        written = EventAccumulator(f"{folder}/train").Reload()
        losses = [make_ndarray(e.tensor_proto) for e in written.Tensors("epoch_loss")]
    return float(sum(losses))


if __name__ == "__main__":
    print(main())
