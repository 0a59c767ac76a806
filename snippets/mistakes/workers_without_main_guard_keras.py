"""A script that loads its data in another process in Keras."""

import multiprocessing
import runpy
import tempfile
from pathlib import Path

SCRIPT = """
import keras
import numpy as np


class Numbers(keras.utils.PyDataset):
    def __len__(self):
        return 4

    def __getitem__(self, index):
        x = np.full((16, 1), index, dtype="float32")
        return x, 2 * x


def train():
    model = keras.Sequential([keras.Input(shape=(1,)), keras.layers.Dense(1)])
    model.compile(optimizer="sgd", loss="mse")
    model.fit(Numbers(workers=1, use_multiprocessing=True), verbose=0)
    return int(keras.ops.convert_to_numpy(model.optimizer.iterations))


if __name__ == "__main__":
    updates = train()
"""


def train():
    multiprocessing.set_start_method("spawn", force=True)  # as on Windows and macOS
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "script.py")
        script.write_text(SCRIPT)
        return runpy.run_path(str(script), run_name="__main__")["updates"]


def main():
    return train()


if __name__ == "__main__":
    print(main())
