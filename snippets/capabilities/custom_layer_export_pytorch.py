"""Export of a layer of one's own to ONNX in PyTorch."""

import os
import tempfile

import onnxruntime
import torch
from torch import nn


class SquaredReLU(nn.Module):
    def __init__(self):
        super().__init__()
        self.scale = nn.Parameter(torch.tensor(2.0))

    def forward(self, x):
        return self.scale * torch.relu(x).square()


def main():
    model = nn.Sequential(SquaredReLU()).eval()
    x = torch.tensor([[-4.0, 5.0]])
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.onnx")
        torch.onnx.export(model, (x,), path, verbose=False)
        session = onnxruntime.InferenceSession(path)
        (y,) = session.run(None, {session.get_inputs()[0].name: x.numpy()})
    return float(y.sum())


if __name__ == "__main__":
    print(main())
