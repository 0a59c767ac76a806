"""Batches of different lengths, with padding masked, in PyTorch."""

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_sequence


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(10, 1)
        self.rnn = nn.RNN(1, 1, nonlinearity="relu", bias=False, batch_first=True)
        nn.init.ones_(self.embedding.weight)
        nn.init.ones_(self.rnn.weight_ih_l0)
        nn.init.constant_(self.rnn.weight_hh_l0, 2.0)

    def forward(self, ids, lengths):
        packed = pack_padded_sequence(
            self.embedding(ids), lengths, batch_first=True, enforce_sorted=False
        )
        _, state = self.rnn(packed)
        return state


def main():
    model = Model()
    total = 0.0
    for rows in ([[3, 5], [7]], [[2], [4, 6, 8]]):
        ids = pad_sequence([torch.tensor(row) for row in rows], batch_first=True)
        lengths = torch.tensor([len(row) for row in rows])
        total += model(ids, lengths).sum().item()
    return total


if __name__ == "__main__":
    print(main())
