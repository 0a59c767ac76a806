"""What the probes of Keras share."""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np

Array = Any  # numpy.ndarray


def array(tensor: Any) -> Array:
    return np.array(keras.ops.convert_to_numpy(tensor))


def number(tensor: Any) -> float:
    return float(array(tensor).reshape(()))


def f32(*values: Any) -> Array:
    """Rows of float32."""
    return np.array(values, "float32")


def ones(*shape: int) -> Array:
    return np.ones(shape, "float32")


def largest(tensor: Any) -> float:
    return float(np.abs(array(tensor)).max())


def works(call: Callable[..., Any], *arguments: Any) -> bool:
    """Whether a call is accepted; any error is a refusal."""
    try:
        call(*arguments)
    except Exception:
        return False
    return True


def built(layer: Any, *shape: int) -> Any:
    """A layer with its weights made for rows of this shape."""
    layer.build((None, *shape))
    return layer


def steps(optimizer: Any, gradients: list[float], start: float = 0.0) -> list[float]:
    """How far each update moves one weight against its gradient."""
    weight = keras.Variable(start)
    optimizer.build([weight])
    sizes = []
    for gradient in gradients:
        before = number(weight)
        optimizer.apply([keras.ops.convert_to_tensor(gradient)], [weight])
        sizes.append(before - number(weight))
    return sizes


def line(**dense: Any) -> Any:
    """A model that multiplies its input by one weight, which starts at 1."""
    layer = keras.layers.Dense(1, use_bias=False, kernel_initializer="ones", **dense)
    return keras.Sequential([keras.Input((1,)), layer])
