"""Export to a PyTorch program (.pt2) and run it in PyTorch in Keras."""

import os
import subprocess
import sys
import tempfile

import keras
import numpy as np
import torch

# --8<-- [start:detour]
EXPORT = """
import sys
import keras
model = keras.saving.load_model(sys.argv[1])
model.export(sys.argv[2], format="torch", verbose=False)
"""


def export(model, folder, path):
    saved = os.path.join(folder, "model.keras")
    model.save(saved)
    environment = os.environ | {"KERAS_BACKEND": "torch"}
    command = [sys.executable, "-c", EXPORT, saved, path]
    subprocess.run(command, env=environment, check=True)


# --8<-- [end:detour]


def build():
    model = keras.Sequential([keras.Input(shape=(2,)), keras.layers.Dense(1)])
    model.set_weights([np.array([[1.0], [2.0]]), np.array([3.0])])
    return model


def main():
    model = build()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.pt2")
        export(model, folder, path)
        y = torch.export.load(path).module()(torch.tensor([[4.0, 5.0]]))
    return y.item()


if __name__ == "__main__":
    print(main())
