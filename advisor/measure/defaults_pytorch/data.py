"""PyTorch: probes of the topic data."""

from typing import Any

import torch

nn: Any = torch.nn  # probes also call what the types forbid
functional: Any = torch.nn.functional


def padded_sequence() -> str:
    padded = nn.utils.rnn.pad_sequence([torch.tensor([1]), torch.tensor([1, 2])])
    return " ".join(str(int(x)) for x in padded[:, 0])


def padded_batch_axis() -> int:
    padded = nn.utils.rnn.pad_sequence([torch.tensor([1, 2, 3]), torch.tensor([1, 2])])
    return int(padded.shape.index(2))


def one_hot_dtype() -> str:
    return str(functional.one_hot(torch.tensor([1]), 3).dtype).removeprefix("torch.")
