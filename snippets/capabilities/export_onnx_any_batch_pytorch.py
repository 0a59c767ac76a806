"""Export to ONNX with a free batch size in PyTorch."""

import os
import tempfile

import numpy as np
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
    one = np.array([[4.0, 5.0]], "float32")
    three = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]], "float32")
    shapes = ({0: "batch"},)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.onnx")
        example = (torch.ones(2, 2),)  # a batch of 1 would be taken for a constant
        torch.onnx.export(model, example, path, dynamic_shapes=shapes, verbose=False)
        session = onnxruntime.InferenceSession(path)
        name = session.get_inputs()[0].name
        outputs = [session.run(None, {name: x})[0] for x in (one, three)]
    return float(sum(y.sum() for y in outputs))


if __name__ == "__main__":
    print(main())
