"""Fine-tuning by low-rank adapters (LoRA) in PyTorch."""

import torch
from torch import nn
from torch.nn.utils import parameters_to_vector, parametrize


# --8<-- [start:detour]
class LowRank(nn.Module):
    def __init__(self, weight, rank):
        super().__init__()
        self.a = nn.Parameter(torch.empty(rank, weight.shape[1]))
        self.b = nn.Parameter(torch.zeros(weight.shape[0], rank))
        nn.init.kaiming_uniform_(self.a)

    def forward(self, weight):
        return weight + self.b @ self.a


def enable_lora(layer, rank):
    adapters = LowRank(layer.weight, rank)
    parametrize.register_parametrization(layer, "weight", adapters)
    layer.parametrizations.weight.original.requires_grad_(False)


# --8<-- [end:detour]


def main():
    torch.manual_seed(0)
    x, y = torch.randn(8, 4), torch.randn(8, 3)
    layer = nn.Linear(4, 3, bias=False)
    enable_lora(layer, rank=1)
    trainable = [p for p in layer.parameters() if p.requires_grad]
    fixed = [p for p in layer.parameters() if not p.requires_grad]
    optimizer = torch.optim.SGD(trainable, lr=0.1)
    adapters = parameters_to_vector(trainable).detach().clone()
    matrix = parameters_to_vector(fixed).clone()
    for _ in range(3):
        optimizer.zero_grad()
        nn.functional.mse_loss(layer(x), y).backward()
        optimizer.step()
    moved = (parameters_to_vector(trainable) != adapters).sum()
    return (moved - (parameters_to_vector(fixed) != matrix).sum()).item()


if __name__ == "__main__":
    print(main())
