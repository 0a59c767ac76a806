"""Keras: probes of the topic randomness."""

import keras
import numpy as np


def seed_covers_numpy() -> bool:
    drawn = []
    for _ in range(2):
        keras.utils.set_random_seed(1)
        drawn.append(np.random.random())
    return drawn[0] == drawn[1]
