"""Weights from one layout to the other and back: nothing lost, nothing in another place."""

import numpy as np
import pytest

from advisor.measure.layouts import RULES, to_keras, to_pytorch

RNG = np.random.default_rng(0)


def random(*shape):
    return RNG.standard_normal(shape).astype("float32")


KERAS = {
    "Linear": {"kernel": random(3, 5), "bias": random(5)},
    "Conv1d": {"kernel": random(3, 4, 5), "bias": random(5)},
    "Conv2d": {"kernel": random(3, 2, 4, 5), "bias": random(5)},
    "ConvTranspose2d": {"kernel": random(3, 2, 5, 4), "bias": random(5)},
    "Embedding": {"embeddings": random(7, 3)},
    "LayerNorm": {"gamma": random(4), "beta": random(4)},
    "BatchNorm": {n: random(4) for n in ("gamma", "beta", "moving_mean", "moving_variance")},
    "LSTM": {"kernel": random(3, 8), "recurrent_kernel": random(2, 8), "bias": random(8)},
    "GRU": {"kernel": random(3, 6), "recurrent_kernel": random(2, 6), "bias": random(2, 6)},
    "MultiheadAttention": {
        **{f"{p}/kernel": random(6, 2, 3) for p in ("query", "key", "value")},
        **{f"{p}/bias": random(2, 3) for p in ("query", "key", "value")},
        "attention_output/kernel": random(2, 3, 6),
        "attention_output/bias": random(6),
    },
    "Gate": {"0": random(3), "1": random(2, 2)},  # a class written in a pair
}


@pytest.mark.parametrize("kind", KERAS)
def test_there_and_back(kind):
    """What goes to PyTorch's layout and back is what it was."""
    back = to_keras(kind, to_pytorch(kind, KERAS[kind]))
    assert back.keys() == KERAS[kind].keys()
    for name, array in KERAS[kind].items():
        assert np.array_equal(back[name], array)


def test_every_kind_is_tried():
    """No rule without a round trip."""
    assert set(RULES) <= set(KERAS)


def test_a_layer_without_bias():
    """What is not there is not made up."""
    assert list(to_pytorch("Linear", {"kernel": random(3, 5)})) == ["weight"]


def test_dense_after_flatten_gives_the_same_outputs():
    """Rows are permuted so that flattening channels first or last makes no difference."""
    image, kernel = random(4, 5, 3), random(60, 2)  # height, width, channels
    weight = to_pytorch("Linear", {"kernel": kernel}, flattened=(4, 5, 3))["weight"]
    first = weight @ image.transpose(2, 0, 1).reshape(-1)
    assert np.allclose(first, image.reshape(-1) @ kernel, atol=1e-5)
    back = to_keras("Linear", {"weight": weight}, flattened=(4, 5, 3))
    assert np.array_equal(back["kernel"], kernel)
