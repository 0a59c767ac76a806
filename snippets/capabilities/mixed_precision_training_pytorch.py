"""Training that computes in bfloat16 and keeps float32 weights in PyTorch."""

import torch
from torch import nn


def main():
    x = torch.full((32, 1), 1 + 2**-10)
    model = nn.Linear(1, 1, bias=False)
    nn.init.ones_(model.weight)
    optimizer = torch.optim.SGD(model.parameters(), lr=2**-10)
    for row in x.split(1):
        optimizer.zero_grad()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = model(row).mean()
        loss.backward()
        optimizer.step()
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        output = model(x[:1])
    return output.item() + model.weight.item()


if __name__ == "__main__":
    print(main())
