"""Keras: probes of the topic data."""

import keras
import numpy as np


def padded_sequence() -> str:
    return " ".join(str(x) for x in keras.utils.pad_sequences([[1], [1, 2]])[0])


def padded_batch_axis() -> int:
    padded = keras.utils.pad_sequences([[1, 2, 3], [1, 2]])
    return int(padded.shape.index(2))


def one_hot_dtype() -> str:
    return str(keras.backend.standardize_dtype(keras.ops.one_hot(np.array([1]), 3).dtype))
