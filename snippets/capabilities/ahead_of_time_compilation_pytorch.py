"""Compilation to native code before deployment in PyTorch."""

import os
import tempfile

import torch
from torch import nn


def build():
    model = nn.Linear(2, 1)
    weights = {"weight": torch.tensor([[1.0, 2.0]]), "bias": torch.tensor([3.0])}
    model.load_state_dict(weights)
    return model.eval()


def main():
    model = build()
    with tempfile.TemporaryDirectory() as folder:
        compiled = os.path.join(folder, "compiled.pt2")
        program = torch.export.export(model, (torch.ones(1, 2),))
        torch._inductor.aoti_compile_and_package(program, package_path=compiled)
        loaded = torch._inductor.aoti_load_package(compiled)
        y = loaded(torch.tensor([[4.0, 5.0]]))
    return y.item()


if __name__ == "__main__":
    print(main())
