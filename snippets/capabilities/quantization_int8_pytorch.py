"""Dense layer quantised to int8 after training in PyTorch."""

import torch
from torch import nn
from torch.ao.quantization import quantize_dynamic


def main():
    torch.manual_seed(0)
    x = torch.randn(8, 256)
    model = nn.Sequential(nn.Linear(256, 64))
    quantized = quantize_dynamic(model, {nn.Linear}, dtype=torch.qint8)
    with torch.no_grad():
        exact, rounded = model(x), quantized(x)
    before = model[0].weight.nbytes
    after = quantized[0].weight().int_repr().nbytes
    error = torch.linalg.norm(rounded - exact) / torch.linalg.norm(exact)
    return before / after + error.item()


if __name__ == "__main__":
    print(main())
