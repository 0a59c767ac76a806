"""PyTorch: probes of the topic saving."""

import io
from typing import Any

import torch

from advisor.measure.defaults_pytorch import common

nn: Any = torch.nn  # probes also call what the types forbid


def whole_model_loads() -> bool:
    file = io.BytesIO()
    torch.save(nn.Linear(3, 1), file)
    file.seek(0)
    return common.works(torch.load, file)


def save_includes_optimizer() -> bool:
    model = nn.Linear(1, 1)
    optimizer = torch.optim.Adam(model.parameters())
    model(torch.ones(1, 1)).sum().backward()
    optimizer.step()
    return len(model.state_dict()) > len(list(model.parameters()))


def weights_load_under_other_names() -> bool:
    first, second = (nn.ModuleDict({n: nn.Linear(3, 1)}) for n in "ab")
    return common.works(second.load_state_dict, first.state_dict())
