"""Scaling of raw inputs inside the exported model in PyTorch."""

import os
import tempfile

import onnxruntime
import torch
from torch import nn


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.dense = nn.Linear(3, 1, bias=False)

    def forward(self, pixels):
        return self.dense(pixels.float() / 255)


def main():
    model = Model().eval()
    model.load_state_dict({"dense.weight": torch.tensor([[1.0, 10.0, 100.0]])})
    pixels = torch.tensor([[0, 51, 255]], dtype=torch.uint8)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.onnx")
        torch.onnx.export(model, (pixels,), path, verbose=False)
        session = onnxruntime.InferenceSession(path)
        (y,) = session.run(None, {session.get_inputs()[0].name: pixels.numpy()})
    return float(y[0, 0])


if __name__ == "__main__":
    print(main())
