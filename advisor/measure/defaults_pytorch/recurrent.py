"""PyTorch: probes of the topic recurrent."""

from typing import Any

import torch

from advisor.measure.defaults_pytorch import common

nn: Any = torch.nn  # probes also call what the types forbid


def lstm_biases() -> int:
    return sum("bias" in name for name, _ in nn.LSTM(3, 5).named_parameters())


def lstm_output_axes() -> int:
    return len(nn.LSTM(3, 5)(torch.ones(6, 7, 3))[0].shape)


def lstm_returns_state() -> bool:
    return not torch.is_tensor(nn.LSTM(3, 5)(torch.ones(6, 7, 3)))


def lstm_batch_axis() -> int:
    _, (state, _) = nn.LSTM(3, 5)(torch.ones(6, 7, 3))
    return (6, 7).index(state.shape[1])  # the first axis counts layers


def gru_update_gate() -> int:
    return next(block for block in range(3) if _keeps_state(block))


def _keeps_state(block: int) -> bool:
    """Whether a GRU keeps its state when this third of its bias is large."""
    layer = nn.GRU(3, 2)
    with torch.no_grad():
        layer.bias_ih_l0[2 * block : 2 * block + 2] = 100
    state = common.f32([[0.3, -0.4]])
    return torch.allclose(layer(torch.ones(1, 1, 3), state)[1], state, atol=1e-4)


def lstm_dropout_on_one_layer() -> bool:
    layer = common.quiet(lambda: nn.LSTM(50, 5, dropout=0.5))
    first, second = (layer(torch.ones(4, 1, 50))[0] for _ in range(2))
    return not torch.allclose(first, second)
