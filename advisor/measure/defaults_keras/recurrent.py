"""Keras: probes of the topic recurrent."""

import keras
import numpy as np

from advisor.measure.defaults_keras import common


def lstm_biases() -> int:
    return sum("bias" in w.path for w in common.built(keras.layers.LSTM(5), 4, 3).weights)


def lstm_output_axes() -> int:
    return len(keras.layers.LSTM(5)(common.ones(6, 7, 3)).shape)


def lstm_returns_state() -> bool:
    return not keras.ops.is_tensor(keras.layers.LSTM(5)(common.ones(6, 7, 3)))


def lstm_batch_axis() -> int:
    _, state, _ = keras.layers.LSTM(5, return_state=True)(common.ones(6, 7, 3))
    return (6, 7).index(state.shape[0])


def gru_update_gate() -> int:
    return next(block for block in range(3) if _keeps_state(block))


def _keeps_state(block: int) -> bool:
    """Whether a GRU keeps its state when this third of its bias is large."""
    layer = common.built(keras.layers.GRU(2), 1, 3)
    bias = np.zeros(layer.cell.bias.shape, "float32")
    bias[0, 2 * block : 2 * block + 2] = 100
    layer.cell.bias.assign(bias)
    state = keras.ops.convert_to_tensor(common.f32([0.3, -0.4]))
    out = layer(common.ones(1, 1, 3), initial_state=state)
    return bool(np.allclose(common.array(out), common.array(state), atol=1e-4))


def lstm_dropout_on_one_layer() -> bool:
    layer = keras.layers.LSTM(5, dropout=0.5)
    twice = [common.array(layer(common.ones(1, 4, 50), training=True)) for _ in range(2)]
    return not np.allclose(*twice)
