"""Training that resumes exactly where it stopped in Keras."""

import os
import pickle
import tempfile

import keras
import numpy as np


def build(seed):
    keras.utils.clear_session()  # names as in a new process
    keras.utils.set_random_seed(seed)
    model = keras.Sequential(
        [
            keras.Input(shape=(4,)),
            keras.layers.Dense(8, activation="tanh"),
            keras.layers.Dropout(0.5, seed=0),  # else PyTorch draws outside Keras
            keras.layers.Dense(1),
        ]
    )
    model.compile(optimizer="adam", loss="mse")
    return model


def weights(model):
    arrays = [keras.ops.convert_to_numpy(w).ravel() for w in model.weights]
    return np.concatenate(arrays)


def main():
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(32, 4)), rng.normal(size=(32, 1))
    train = {"batch_size": 8, "shuffle": False, "verbose": 0}
    model = build(seed=0)
    model.fit(x, y, epochs=2, **train)
    uninterrupted = weights(model)
    model = build(seed=0)
    model.fit(x, y, **train)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "state.pickle")
        with open(path, "wb") as file:
            pickle.dump(model.get_state_tree(value_format="numpy_array"), file)
        with open(path, "rb") as file:
            state = pickle.load(file)
    model = build(seed=1)
    model.optimizer.build(model.trainable_variables)
    model.set_state_tree(state)
    model.fit(x, y, **train)
    return np.sum(weights(model) == uninterrupted)


if __name__ == "__main__":
    print(main())
