"""Export to ONNX and run in ONNX Runtime in PyTorch."""

import os
import tempfile

import onnxruntime
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
        path = os.path.join(folder, "model.onnx")
        torch.onnx.export(model, (x,), path, verbose=False)
        session = onnxruntime.InferenceSession(path)
        (y,) = session.run(None, {session.get_inputs()[0].name: x.numpy()})
    return float(y[0, 0])


if __name__ == "__main__":
    print(main())
