"""Two functions in one exported file in Keras on PyTorch."""

import os
import tempfile

import keras
import numpy as np
import torch
from torch.export.pt2_archive._package import load_pt2, package_pt2


def build():
    encode = keras.layers.Dense(1, use_bias=False)
    encoder = keras.Sequential([keras.Input(shape=(2,)), encode])
    encoder.set_weights([np.array([[1.0], [2.0]])])
    decode = keras.layers.Dense(2, use_bias=False)
    decoder = keras.Sequential([keras.Input(shape=(1,)), decode])
    decoder.set_weights([np.array([[3.0, 4.0]])])
    return encoder, decoder


def main():
    encoder, decoder = build()
    programs = {
        "encode": torch.export.export(encoder, (torch.ones(1, 2),)),
        "decode": torch.export.export(decoder, (torch.ones(1, 1),)),
    }
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.pt2")
        package_pt2(path, exported_programs=programs)
        loaded = load_pt2(path).exported_programs
        encoded = loaded["encode"].module()(torch.tensor([[4.0, 5.0]]))
        decoded = loaded["decode"].module()(torch.tensor([[10.0]]))
    return encoded.item() + decoded.sum().item()


if __name__ == "__main__":
    print(main())
