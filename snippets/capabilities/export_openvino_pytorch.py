"""Export to OpenVINO and run in its runtime in PyTorch."""

import os
import tempfile

import openvino
import torch
from torch import nn


def build():
    model = nn.Linear(2, 1)
    weights = {"weight": torch.tensor([[1.0, 2.0]]), "bias": torch.tensor([3.0])}
    model.load_state_dict(weights)
    return model.eval()


def main():
    model = build()
    x = torch.tensor([[4.0, 5.0]])
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.xml")
        openvino.save_model(openvino.convert_model(model, example_input=x), path)
        y = openvino.Core().compile_model(path, "CPU")(x.numpy())[0]
    return float(y[0, 0])


if __name__ == "__main__":
    print(main())
