"""PyTorch: probes of the topic randomness."""

import numpy as np
import torch


def seed_covers_numpy() -> bool:
    drawn = []
    for _ in range(2):
        torch.manual_seed(1)
        drawn.append(np.random.random())
    return drawn[0] == drawn[1]
