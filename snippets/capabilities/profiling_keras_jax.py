"""Profile of a training step by operator in Keras on JAX."""

import glob
import os
import tempfile

# --8<-- [start:detour]
# XLA would fuse products with what follows them, under names that do not tell.
os.environ["XLA_FLAGS"] = "--xla_cpu_experimental_ynn_fusion_type="
# --8<-- [end:detour]

import jax
import keras
import numpy as np


def matrix_products(folder):
    path = glob.glob(f"{folder}/**/*.xplane.pb", recursive=True)[0]
    events = [
        (event.name, event.duration_ns)
        for plane in jax.profiler.ProfileData.from_file(path).planes
        for line in plane.lines
        for event in line.events
    ]
    return {name for name, time in events if name.startswith("dot") and time > 0}


def main():
    model = keras.Sequential(
        [
            keras.Input(shape=(128,)),
            keras.layers.Dense(128, use_bias=False),
            keras.layers.Dense(128, use_bias=False),
        ]
    )
    model.compile(optimizer="sgd", loss="mse")
    x = np.ones((128, 128), "float32")
    model.train_on_batch(x, x)
    with tempfile.TemporaryDirectory() as folder:
        with jax.profiler.trace(folder):
            model.train_on_batch(x, x)
        return len(matrix_products(folder))


if __name__ == "__main__":
    print(main())
