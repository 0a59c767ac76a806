"""One matrix as embedding and as output layer in PyTorch."""

import torch
from torch import nn


class LanguageModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(5, 3)
        self.head = nn.Linear(3, 5, bias=False)
        self.head.weight = self.embedding.weight

    def forward(self, ids):
        return self.head(self.embedding(ids))


def main():
    torch.manual_seed(0)
    ids, following = torch.tensor([[0, 1, 2]]), torch.tensor([[1, 2, 3]])
    model = LanguageModel()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    before = model.embedding.weight.detach().clone()
    loss = nn.functional.cross_entropy(model(ids).flatten(0, 1), following.flatten())
    loss.backward()
    optimizer.step()
    moved = bool((model.head.weight != before).any())
    return sum(p.numel() for p in model.parameters()) * moved


if __name__ == "__main__":
    print(main())
