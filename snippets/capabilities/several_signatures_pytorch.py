"""Two functions in one exported file in PyTorch."""

import os
import tempfile

import torch
from torch import nn
from torch.export.pt2_archive._package import load_pt2, package_pt2


def build():
    encoder = nn.Linear(2, 1, bias=False)
    encoder.load_state_dict({"weight": torch.tensor([[1.0, 2.0]])})
    decoder = nn.Linear(1, 2, bias=False)
    decoder.load_state_dict({"weight": torch.tensor([[3.0], [4.0]])})
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
