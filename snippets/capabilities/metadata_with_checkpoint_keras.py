"""Facts of one's own in the file of the checkpoint in Keras."""

import json
import os
import tempfile
import zipfile

import keras
import numpy as np


# --8<-- [start:detour]
def write_facts(path, facts):
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("facts.json", json.dumps(facts))


def read_facts(path):
    with zipfile.ZipFile(path) as archive:
        return json.loads(archive.read("facts.json"))


# --8<-- [end:detour]


def main():
    layer = keras.layers.Dense(1, use_bias=False, kernel_initializer="ones")
    model = keras.Sequential([keras.Input(shape=(3,)), layer])
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.keras")
        model.save(path)
        write_facts(path, {"epoch": 7, "accuracy": 0.5})
        loaded = keras.saving.load_model(path)
        facts = read_facts(path)
    output = loaded.predict(np.ones((1, 3)), verbose=0)
    return output.item() + facts["epoch"] + facts["accuracy"]


if __name__ == "__main__":
    print(main())
