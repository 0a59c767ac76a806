"""Dense layer quantised to int4 after training in PyTorch."""

import torch
from torch import nn
from torch.nn import functional as F


# --8<-- [start:detour]
class Int4Linear(nn.Module):
    def __init__(self, linear):
        super().__init__()
        weight = linear.weight.detach()
        scale = weight.abs().amax(dim=1, keepdim=True) / 7
        codes = (weight / scale).round().add(8).to(torch.uint8)
        self.register_buffer("scale", scale)
        self.register_buffer("packed", codes[:, ::2] * 16 + codes[:, 1::2])
        self.bias = linear.bias

    def forward(self, x):
        codes = torch.stack((self.packed >> 4, self.packed & 15), dim=-1)
        weight = (codes.flatten(1).float() - 8) * self.scale
        return F.linear(x, weight, self.bias)


# --8<-- [end:detour]


def main():
    torch.manual_seed(0)
    x = torch.randn(8, 256)
    linear = nn.Linear(256, 64)
    quantized = Int4Linear(linear)
    with torch.no_grad():
        exact, rounded = linear(x), quantized(x)
    before, after = linear.weight.nbytes, quantized.packed.nbytes
    error = torch.linalg.norm(rounded - exact) / torch.linalg.norm(exact)
    return before / after + error.item()


if __name__ == "__main__":
    print(main())
