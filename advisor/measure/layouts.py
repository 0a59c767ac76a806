"""How the same weights lie in Keras and in PyTorch: pure functions on NumPy arrays.

PyTorch's layout is the common one. A `Layout` says which PyTorch array is which Keras
array, and how to turn one into the other. Shapes below: `i` in, `o` out, `u` units,
`h, w` kernel height and width, `n` heads, `k` width of a head, `d` width of the model.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

Array = Any  # numpy.ndarray of float32
Arrays = Mapping[str, Array]
Shape = tuple[int, ...]

# Layer classes of both libraries that hold weights -> one name for the kind.
KERAS_KINDS = {
    "Dense": "Linear",
    "Conv1D": "Conv1d",
    "Conv2D": "Conv2d",
    "Conv2DTranspose": "ConvTranspose2d",
    "Embedding": "Embedding",
    "BatchNormalization": "BatchNorm",
    "LayerNormalization": "LayerNorm",
    "LSTM": "LSTM",
    "GRU": "GRU",
    "MultiHeadAttention": "MultiheadAttention",
}
PYTORCH_KINDS = {
    "Linear": "Linear",
    "Conv1d": "Conv1d",
    "Conv2d": "Conv2d",
    "ConvTranspose2d": "ConvTranspose2d",
    "Embedding": "Embedding",
    "BatchNorm1d": "BatchNorm",
    "BatchNorm2d": "BatchNorm",
    "LayerNorm": "LayerNorm",
    "LSTM": "LSTM",
    "GRU": "GRU",
    "MultiheadAttention": "MultiheadAttention",
}


def _same(a: Array) -> Array:
    return a


def _turned(a: Array) -> Array:
    return a.T


def _axes(*order: int) -> Callable[[Array], Array]:
    return lambda a: a.transpose(order)


def _gates_swapped(a: Array) -> Array:
    """GRU gates along the first axis: Keras has update, reset, new; PyTorch reset, update, new."""
    update, reset, new = np.split(a, 3)
    return np.concatenate([reset, update, new])


# kind -> PyTorch name, Keras name, Keras array to PyTorch array, and back
Rule = tuple[str, str, Callable[[Array], Array], Callable[[Array], Array]]
BIAS: Rule = ("bias", "bias", _same, _same)
CONVOLUTION_2D: Rule = ("weight", "kernel", _axes(3, 2, 0, 1), _axes(2, 3, 1, 0))
SCALED: tuple[Rule, ...] = (("weight", "gamma", _same, _same), ("bias", "beta", _same, _same))
RULES: dict[str, tuple[Rule, ...]] = {
    "Linear": (("weight", "kernel", _turned, _turned), BIAS),
    "Conv1d": (("weight", "kernel", _turned, _turned), BIAS),  # (w, i, o) and (o, i, w)
    "Conv2d": (CONVOLUTION_2D, BIAS),  # (h, w, i, o) and (o, i, h, w)
    "ConvTranspose2d": (CONVOLUTION_2D, BIAS),  # (h, w, o, i) and (i, o, h, w)
    "Embedding": (("weight", "embeddings", _same, _same),),
    "LayerNorm": SCALED,
    "BatchNorm": (
        *SCALED,
        ("running_mean", "moving_mean", _same, _same),
        ("running_var", "moving_variance", _same, _same),
    ),
    "LSTM": (
        ("weight_ih_l0", "kernel", _turned, _turned),  # (i, 4u) and (4u, i)
        ("weight_hh_l0", "recurrent_kernel", _turned, _turned),
        ("bias_ih_l0", "bias", _same, _same),  # PyTorch's second bias is held at 0
    ),
}


def to_pytorch(kind: str, keras: Arrays, flattened: Shape | None = None) -> dict[str, Array]:
    """A Keras layer's arrays by PyTorch's names, in PyTorch's layout.

    `flattened` is the (h, w, channels) that a Flatten before a dense layer had: Keras
    flattens channels last, PyTorch channels first, so the inputs are in another order.
    """
    if kind == "GRU":
        return _gru_to_pytorch(keras)
    if kind == "MultiheadAttention":
        return _attention_to_pytorch(keras)
    if kind not in RULES:  # a layer written in the pair: same class, same arrays, same order
        return {str(i): a for i, a in enumerate(keras.values())}
    found = {t: turn(keras[k]) for t, k, turn, _ in RULES[kind] if k in keras}
    if flattened:
        h, w, c = flattened
        weight = found["weight"]  # (o, h·w·c)
        found["weight"] = weight.reshape(-1, h, w, c).transpose(0, 3, 1, 2).reshape(len(weight), -1)
    return found


def to_keras(kind: str, pytorch: Arrays, flattened: Shape | None = None) -> dict[str, Array]:
    """The way back from `to_pytorch`."""
    if kind == "GRU":
        return _gru_to_keras(pytorch)
    if kind == "MultiheadAttention":
        return _attention_to_keras(pytorch)
    if kind not in RULES:
        return dict(pytorch)
    found = {k: turn(pytorch[t]) for t, k, _, turn in RULES[kind] if t in pytorch}
    if flattened:
        h, w, c = flattened
        kernel = found["kernel"]  # (c·h·w, o)
        found["kernel"] = kernel.reshape(c, h, w, -1).transpose(1, 2, 0, 3).reshape(kernel.shape)
    return found


def _gru_to_pytorch(keras: Arrays) -> dict[str, Array]:
    return {
        "weight_ih_l0": _gates_swapped(keras["kernel"].T),
        "weight_hh_l0": _gates_swapped(keras["recurrent_kernel"].T),
        "bias_ih_l0": _gates_swapped(keras["bias"][0]),
        "bias_hh_l0": _gates_swapped(keras["bias"][1]),
    }


def _gru_to_keras(pytorch: Arrays) -> dict[str, Array]:
    biases = [_gates_swapped(pytorch[f"bias_{x}_l0"]) for x in ("ih", "hh")]
    return {
        "kernel": _gates_swapped(pytorch["weight_ih_l0"]).T,
        "recurrent_kernel": _gates_swapped(pytorch["weight_hh_l0"]).T,
        "bias": np.stack(biases),
    }


def _attention_to_pytorch(keras: Arrays) -> dict[str, Array]:
    parts = ("query", "key", "value")
    kernels = [keras[f"{p}/kernel"] for p in parts]  # each (d, n, k)
    biases = [keras[f"{p}/bias"] for p in parts]  # each (n, k)
    out = keras["attention_output/kernel"]  # (n, k, d)
    return {
        "in_proj_weight": np.concatenate([a.reshape(len(a), -1).T for a in kernels]),
        "in_proj_bias": np.concatenate([a.reshape(-1) for a in biases]),
        "out_proj.weight": out.reshape(-1, out.shape[-1]).T,
        "out_proj.bias": keras["attention_output/bias"],
        "heads": np.float32(biases[0].shape[0]),
    }


def _attention_to_keras(pytorch: Arrays) -> dict[str, Array]:
    heads = int(pytorch["heads"])
    found = {"attention_output/bias": pytorch["out_proj.bias"]}
    weights = np.split(pytorch["in_proj_weight"], 3)
    biases = np.split(pytorch["in_proj_bias"], 3)
    for part, weight, bias in zip(("query", "key", "value"), weights, biases, strict=True):
        found[f"{part}/kernel"] = weight.T.reshape(weight.shape[1], heads, -1)
        found[f"{part}/bias"] = bias.reshape(heads, -1)
    out = pytorch["out_proj.weight"].T
    found["attention_output/kernel"] = out.reshape(heads, -1, out.shape[-1])
    return found
