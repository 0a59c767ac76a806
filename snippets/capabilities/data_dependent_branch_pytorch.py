"""A branch chosen by the data in a compiled model in PyTorch."""

import torch
from torch import nn


class Branch(nn.Module):
    def forward(self, x):
        return torch.cond(
            x.mean() > 0,
            lambda x: 2 * x,
            lambda x: -3 * x,
            (x,),
        )


def main():
    model = torch.compile(Branch(), fullgraph=True)
    x = torch.ones(2, 1)
    with torch.no_grad():
        outputs = model(x), model(-x)
    return torch.cat(outputs).sum().item()


if __name__ == "__main__":
    print(main())
