"""Whether a lane did the same work as the reference: pure comparison of two trials.

Tolerances are relative: the largest difference of an array over its largest value.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from advisor.frozen import Frozen
from advisor.measure.layouts import Array

Values = Mapping[str, Any]
Arrays = Mapping[str, Array]

TOLERANCES = {
    "data": 1e-6,  # what preprocess makes of the same rows
    "forward": 1e-5,  # outputs in inference mode from the same weights
    "gradient": 1e-4,  # of the pair's own loss, every weight
    "sgd": 1e-4,  # twenty losses of plain gradient descent
    "state": 1e-3,  # the weights and running statistics after those twenty steps
    "epoch": 1e-5,  # mean loss of an epoch in batches, the last one short, without learning
}
# An array whose true gradient is 0 (a bias before a normalisation) holds only rounding
# noise; it is measured against this share of the largest gradient of the model.
NOISE = 1e-3


class Stage(Frozen):
    """One comparison: the difference reached, what is allowed, where it was largest."""

    __slots__ = ("name", "difference", "tolerance", "where")
    name: str
    difference: float
    tolerance: float
    where: str

    @property
    def passed(self) -> bool:
        return self.difference <= self.tolerance  # NaN does not pass


def relative(a: Array, b: Array, least: float = 0.0) -> float:
    """Largest difference over the largest value of `b` (at least `least`); inf if shapes differ."""
    if a.shape != b.shape:
        return float("inf")
    if not a.size:
        return 0.0
    a, b = (x.astype(np.float64) for x in (a, b))
    difference = float(np.max(np.abs(a - b)))
    scale = max(float(np.max(np.abs(b))), least)
    return difference / scale if scale else difference


def channels_last(a: Array, like: Array) -> Array:
    """`a` with its second axis moved to the end, if that gives the shape of `like`.

    Keras keeps channels last by default, PyTorch second; the numbers are the same.
    """
    if a.shape != like.shape and a.ndim == like.ndim > 2:
        moved = np.moveaxis(a, 1, -1)
        return moved if moved.shape == like.shape else a
    return a


def compare(
    got: tuple[Values, Arrays], reference: tuple[Values, Arrays], band: float
) -> list[Stage]:
    """Every stage for one lane. `band` is the relative difference allowed with the pair's
    own optimizer, whose formula or constants may differ."""
    (values, arrays), (own_values, own_arrays) = got, reference
    stages = [
        _group("data", "inputs.", arrays, own_arrays),
        _group("forward", "outputs.", arrays, own_arrays),
        _group("gradient", "gradient.", arrays, own_arrays),
        _series("sgd", values["losses"], own_values["losses"], TOLERANCES["sgd"]),
        _group("state", "after.", arrays, own_arrays),
        _exact("updates", values, own_values),
        _exact("shuffles", values, own_values),
        _series("optimizer", values["optimizer_losses"], own_values["optimizer_losses"], band),
    ]
    if not own_values["mixes_rows"]:
        # With batch normalisation the loss depends on which rows share a batch.
        epoch = (values["epoch_loss"], own_values["epoch_loss"])
        stages.append(_series("epoch", *epoch, TOLERANCES["epoch"]))
    return stages


def _group(name: str, prefix: str, got: Arrays, reference: Arrays) -> Stage:
    least = 0.0
    if name == "gradient":
        largest = [float(np.max(np.abs(a))) for n, a in reference.items() if n.startswith(prefix)]
        least = NOISE * max(largest, default=0.0)
    worst = max(_differences(prefix, got, reference, least), default=(float("inf"), "nothing"))
    return Stage(name=name, difference=worst[0], tolerance=TOLERANCES[name], where=worst[1])


def _differences(
    prefix: str, got: Arrays, reference: Arrays, least: float
) -> Iterator[tuple[float, str]]:
    names = [n for n in {**got, **reference} if n.startswith(prefix)]
    for name in names:
        where = name.removeprefix(prefix)
        if name not in got or name not in reference:
            yield float("inf"), where
        else:
            a, b = got[name], reference[name]
            found = relative(channels_last(a, b) if a.ndim > 2 else a, b, least)
            if found == float("inf"):
                found = relative(a, channels_last(b, a), least)
            yield _number(found), where


def _series(name: str, got: Sequence[float], reference: Sequence[float], allowed: float) -> Stage:
    """Losses step by step, each against the reference's loss at that step."""
    if len(got) != len(reference) or not reference:
        return Stage(name=name, difference=float("inf"), tolerance=allowed, where="steps")
    steps = (abs(a - b) / abs(b) if b else abs(a - b) for a, b in zip(got, reference, strict=True))
    worst = max((_number(x), i) for i, x in enumerate(steps, 1))
    return Stage(name=name, difference=worst[0], tolerance=allowed, where=f"step {worst[1]}")


def _number(difference: float) -> float:
    """NaN, which no comparison finds the largest, as infinity."""
    return float("inf") if np.isnan(difference) else difference


def _exact(name: str, got: Values, reference: Values) -> Stage:
    difference = abs(float(got[name]) - float(reference[name]))
    return Stage(name=name, difference=difference, tolerance=0.0, where=name)
