"""Batches of changing size without compiling anew each time in PyTorch."""

import torch
from torch import nn


class Double(nn.Module):
    def forward(self, x):
        return 2 * x


def output(model, batch_size):
    return model(torch.ones(batch_size, 1)).sum().item()


def main():
    model = torch.compile(Double(), fullgraph=True)
    total = output(model, 1) + output(model, 2)
    with torch.compiler.set_stance("fail_on_recompile"):
        total += sum(output(model, batch_size) for batch_size in (3, 4, 5))
    return total


if __name__ == "__main__":
    print(main())
