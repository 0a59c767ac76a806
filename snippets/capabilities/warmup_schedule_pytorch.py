"""Learning rate with a linear warmup and a cosine decay in PyTorch."""

import torch
from torch import nn
from torch.optim.lr_scheduler import CosineAnnealingLR, LinearLR, SequentialLR


def main():
    x, y = torch.ones(1, 1), torch.full((1, 1), 100.0)
    model = nn.Linear(1, 1, bias=False)
    nn.init.zeros_(model.weight)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    warmup = LinearLR(optimizer, start_factor=0.25, total_iters=3)
    decay = CosineAnnealingLR(optimizer, T_max=8)
    scheduler = SequentialLR(optimizer, [warmup, decay], milestones=[3])
    for _ in range(12):
        optimizer.zero_grad()
        nn.functional.l1_loss(model(x), y).backward()
        optimizer.step()
        scheduler.step()
    return model.weight.item()


if __name__ == "__main__":
    print(main())
