"""Export to LiteRT and run in its interpreter in PyTorch."""

import os
import tempfile

import litert_torch
import torch
from ai_edge_litert.interpreter import Interpreter
from torch import nn


def build():
    model = nn.Linear(2, 1)
    weights = {"weight": torch.tensor([[1.0, 2.0]]), "bias": torch.tensor([3.0])}
    model.load_state_dict(weights)
    return model.eval()


def run(path, x):
    interpreter = Interpreter(model_path=path)
    interpreter.allocate_tensors()
    interpreter.set_tensor(interpreter.get_input_details()[0]["index"], x)
    interpreter.invoke()
    return interpreter.get_tensor(interpreter.get_output_details()[0]["index"])


def main():
    model = build()
    x = torch.tensor([[4.0, 5.0]])
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.tflite")
        litert_torch.convert(model, (x,)).export(path)
        y = run(path, x.numpy())
    return float(y[0, 0])


if __name__ == "__main__":
    print(main())
