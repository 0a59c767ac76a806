"""Quantisation-aware training in PyTorch."""

import torch
from torch import nn
from torch.ao.quantization import default_weight_only_qconfig, prepare_qat


def main():
    x = torch.tensor([[0.0, 1.0]])
    model = nn.Sequential(nn.Linear(2, 1, bias=False))
    with torch.no_grad():
        model[0].weight.copy_(torch.tensor([[127.0, 0.1]]))
    model.qconfig = default_weight_only_qconfig
    model = prepare_qat(model)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.3)
    outputs = 0.0
    for _ in range(4):
        optimizer.zero_grad()
        output = model(x)
        (-output).mean().backward()
        optimizer.step()
        outputs += output.item()
    return outputs


if __name__ == "__main__":
    print(main())
