"""Whole model in one file, loaded without the code that defined it, in PyTorch."""

import os
import subprocess
import sys
import tempfile

import torch
from torch import nn

LOAD = """
import sys
import torch

model = torch.export.load(sys.argv[1]).module()
output = model(torch.tensor([[1.0, 2.0]]))
print(output.item() + sum(p.numel() for p in model.parameters()))
"""


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(2, 2, bias=False)
        self.output = nn.Linear(2, 1, bias=False)
        nn.init.ones_(self.hidden.weight)
        nn.init.ones_(self.output.weight)

    def forward(self, x):
        return self.output(self.hidden(x) + x)


def main():
    program = torch.export.export(Model(), (torch.ones(1, 2),))
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.pt2")
        torch.export.save(program, path)
        command = [sys.executable, "-c", LOAD, path]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return float(done.stdout.split()[-1])


if __name__ == "__main__":
    print(main())
