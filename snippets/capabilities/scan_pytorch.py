"""A recurrence with a carried state in a compiled model in PyTorch."""

import torch
from torch import nn


class LeakySum(nn.Module):
    def forward(self, x):
        state = torch.zeros_like(x[:, 0])
        states = []
        for value in x.unbind(dim=1):
            state = 0.5 * state + value
            states.append(state)
        return state + torch.stack(states).sum(dim=0)


def main():
    model = torch.compile(LeakySum(), fullgraph=True)
    with torch.no_grad():
        outputs = model(torch.tensor([[1.0, 2.0, 3.0, 4.0]]))
    return outputs.sum().item()


if __name__ == "__main__":
    print(main())
