"""A loop whose number of turns depends on the data in a compiled model in PyTorch."""

import torch
from torch import nn


class DoubleUntilLarge(nn.Module):
    def forward(self, x):
        (x,) = torch.while_loop(
            lambda x: x.sum() < 100,
            lambda x: (2 * x,),
            (x,),
        )
        return x


def main():
    model = torch.compile(DoubleUntilLarge(), fullgraph=True)
    one, thirty = torch.tensor([[1.0]]), torch.tensor([[30.0]])
    with torch.no_grad():
        outputs = model(one), model(thirty)
    return torch.cat(outputs).sum().item()


if __name__ == "__main__":
    print(main())
