"""Adam on an embedding whose word occurs twice in a batch, in PyTorch."""

import torch
from torch import nn


def main():
    embedding = nn.Embedding(3, 1)
    optimizer = torch.optim.Adam(embedding.parameters(), lr=1e-3)
    before = embedding.weight[0, 0].item()
    output = embedding(torch.tensor([[0, 0]]))
    nn.functional.l1_loss(output, torch.full((1, 2, 1), 9.0)).backward()
    optimizer.step()
    return embedding.weight[0, 0].item() - before


if __name__ == "__main__":
    print(main())
