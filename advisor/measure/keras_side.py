"""What the trials need of Keras on any backend: the twin of `pytorch_side`."""

from collections.abc import Iterator, Mapping
from typing import Any

import keras
import numpy as np

from advisor.measure.layouts import KERAS_KINDS, Array, Shape, to_keras, to_pytorch


def seed(number: int) -> None:
    keras.utils.set_random_seed(number)


def layers(model: Any) -> Iterator[tuple[str, Any, Shape | None]]:
    """Kind, layer and flattened shape of everything that holds weights, in order.

    The shape is that before a Flatten which feeds the layer, if it had height and width.
    """
    shape: Shape | None = None
    for layer in _leaves(model):
        name = type(layer).__name__
        if name == "Flatten":
            before = tuple(layer.input.shape[1:])
            shape = before if len(before) == 3 else None
        elif name in KERAS_KINDS:
            kind = KERAS_KINDS[name]
            yield kind, layer, shape if kind == "Linear" else None
            shape = None if kind == "Linear" else shape
        elif _own(layer):
            yield name, layer, None


def _leaves(layer: Any) -> Iterator[Any]:
    yield layer
    if type(layer).__name__ not in KERAS_KINDS:
        # the only walk over the sub-layers of models and of layers alike
        for sub in layer._flatten_layers(include_self=False, recursive=False):
            yield from _leaves(sub)


def _own(layer: Any) -> list[Any]:
    """The variables a layer made itself, without those of its sub-layers."""
    found = [*layer._trainable_variables, *layer._non_trainable_variables]
    return [v for v in found if "float" in str(v.dtype)]


def _variables(kind: str, layer: Any) -> dict[str, Any]:
    if kind not in KERAS_KINDS.values():
        return {str(i): v for i, v in enumerate(_own(layer))}
    parts = 2 if kind == "MultiheadAttention" else 1  # query/kernel, key/kernel, …
    return {"/".join(v.path.split("/")[-parts:]): v for v in layer.weights}


def export(model: Any) -> dict[str, Array]:
    """Every weight as `kind.index.name`, in PyTorch's layout."""
    found: dict[str, Array] = {}
    counts: dict[str, int] = {}
    for kind, layer, flattened in layers(model):
        index = counts[kind] = counts.get(kind, -1) + 1
        arrays = {n: np.array(value(v)) for n, v in _variables(kind, layer).items()}
        for name, a in to_pytorch(kind, arrays, flattened).items():
            found[f"{kind}.{index}.{name}"] = a
    return found


def load(model: Any, weights: Mapping[str, Array]) -> None:
    """Put weights in PyTorch's layout in place."""
    counts: dict[str, int] = {}
    for kind, layer, flattened in layers(model):
        index = counts[kind] = counts.get(kind, -1) + 1
        prefix = f"{kind}.{index}."
        own = {n.removeprefix(prefix): a for n, a in weights.items() if n.startswith(prefix)}
        arrays = to_keras(kind, own, flattened)
        for name, variable in _variables(kind, layer).items():
            variable.assign(arrays[name])


def value(tensor: Any) -> Any:
    return keras.ops.convert_to_numpy(tensor)


def forward(model: Any, inputs: Any) -> Any:
    """Outputs in inference mode."""
    return model(inputs, training=False)


def sgd(model: Any, rate: float) -> Any:
    """Plain stochastic gradient descent."""
    return keras.optimizers.SGD(rate)


class Updates:
    """Counts the updates an optimizer makes."""

    def __init__(self, optimizer: Any) -> None:
        self._optimizer = optimizer

    def count(self) -> int:
        return int(value(self._optimizer.iterations))


def array(tensor: Any) -> Array | None:
    """A tensor or array as NumPy array; None for anything else."""
    if isinstance(tensor, np.ndarray):
        return tensor
    return np.array(value(tensor)) if keras.ops.is_tensor(tensor) else None


def ready(model: Any, inputs: Any, compiled: bool) -> Any:
    """The model with its weights made: a subclassed one makes them at the first call."""
    if not model.built:
        model(inputs, training=False)
    return model
