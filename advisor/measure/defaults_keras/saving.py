"""Keras: probes of the topic saving."""

import tempfile
from pathlib import Path
from typing import Any

import keras

from advisor.measure.defaults_keras import common


def whole_model_loads() -> bool:
    return common.works(_again, common.line())


def save_includes_optimizer() -> bool:
    model = common.line()
    model.compile("adam", "mse")
    model.train_on_batch(common.f32([1]), common.f32([1]))
    return common.number(_again(model).optimizer.iterations) == 1


def _again(model: Any) -> Any:
    """A model saved and loaded with defaults."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model.keras")
        model.save(path)
        return keras.saving.load_model(path)


def weights_load_under_other_names() -> bool:
    first, second = (
        keras.Sequential([keras.Input((3,)), keras.layers.Dense(1, name=n)]) for n in "ab"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model.weights.h5")
        first.save_weights(path)
        return common.works(second.load_weights, path)
