"""What one lane does with a pair on a few rows: the facts that the equality gate compares.

Everything runs through the pair's own functions. A gradient is read from one step of
plain gradient descent: new weight = old weight - rate x gradient.
"""

import inspect
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

import numpy as np

from advisor.measure.layouts import Array

STEPS = 20
# A step this long makes the update as large as the weights, so that subtracting the old
# from the new weight loses no digits of the gradient.
GRADIENT_RATE = 1000.0


def call(function: Callable[..., Any], *given: Any, **offered: Any) -> Any:
    """Call with those of the offered arguments that the function knows."""
    known = inspect.signature(function).parameters
    return function(*given, **{k: v for k, v in offered.items() if k in known})


def each(value: Any) -> tuple[Any, ...]:
    """A tuple as it is, anything else as a tuple of one."""
    return value if isinstance(value, tuple) else (value,)


class Trial:
    """One pair on one lane. `side` is `keras_side` or `pytorch_side`."""

    def __init__(
        self, module: ModuleType, side: Any, *, rows: int, sgd_rate: float, compiled: bool
    ) -> None:
        self.module = module
        self.side = side
        self.sgd_rate = sgd_rate
        side.seed(0)
        raw = tuple(part[:rows] for part in each(module.load()))
        self.data, _ = module.preprocess(*raw)
        self.rows = len(self.flat(self.data)[0])
        built = call(module.build, dropout=0.0, noise=0.0, augment=0.0, precision="float32")
        self.model = side.ready(built, self.data[0], compiled)
        self.plain = built  # the model without the compiler's wrapper

    def flat(self, value: Any) -> list[Array]:
        """Every array in nested data, in order."""
        found = self.side.array(value)
        if found is not None:
            return [found]
        parts = value.values() if isinstance(value, Mapping) else value
        return [a for part in parts for a in self.flat(part)]

    def start_weights(self) -> dict[str, Array]:
        """The model's own first weights, moved a little so that none is 0 or 1 by default.

        A lost bias that starts at 0 would show in no output.
        """
        rng = np.random.default_rng(0)
        found: dict[str, Array] = self.side.export(self.plain)
        for name, a in found.items():
            if name.endswith("running_var"):
                found[name] = (a + 0.2 * rng.random(a.shape)).astype(a.dtype)
            elif not name.endswith(".heads"):
                found[name] = (a + 0.02 * rng.standard_normal(a.shape)).astype(a.dtype)
        return found

    def run(self, weights: Mapping[str, Array]) -> tuple[dict[str, Any], dict[str, Array]]:
        """Values and arrays of all trials from these first weights.

        `inputs.N`, `outputs.N`, `gradient.NAME`, `after.NAME` (weights after 20 steps) and
        the values `losses`, `optimizer_losses`, `epoch_loss`, `updates`, `shuffles`.
        """
        self.weights = weights
        self.side.load(self.plain, weights)
        arrays = {f"inputs.{i}": a for i, a in enumerate(self.flat(self.data))}
        outputs = self.side.forward(self.model, self.data[0])
        arrays |= {f"outputs.{i}": a for i, a in enumerate(self.flat(outputs))}
        self._train(self._sgd(GRADIENT_RATE), epochs=1)
        for name, a in self.side.export(self.plain).items():
            if not _state(name):
                arrays[f"gradient.{name}"] = (weights[name] - a) / GRADIENT_RATE
        losses = self._train(self._sgd(self.sgd_rate), epochs=STEPS)
        arrays |= {f"after.{n}": a for n, a in self.side.export(self.plain).items()}
        plan = each(call(self.module.improve, model=self.plain, steps=STEPS, epochs=STEPS))
        values = {"losses": losses, "optimizer_losses": self._train(plan, epochs=STEPS)}
        return values | self._epoch(), arrays

    def _sgd(self, rate: float) -> tuple[Any]:
        self.side.load(self.plain, self.weights)  # freezes what must not move
        return (self.side.sgd(self.plain, rate),)

    def _train(self, plan: tuple[Any, ...], epochs: int, batch: int = 0) -> list[float]:
        """The pair's own `train` from the first weights; by default all rows are one batch."""
        self.side.load(self.plain, self.weights)
        self.side.seed(0)
        losses = call(
            self.module.train, self.model, self.data, *plan,
            epochs=epochs, batch_size=batch or self.rows, augment=0.0,
        )  # fmt: skip
        return [float(x) for x in losses]

    def _epoch(self) -> dict[str, Any]:
        """An epoch in batches, the last one short: loss without learning, updates, order."""
        batch = self.rows * 3 // 10
        still = self._sgd(0.0)
        updates = self.side.Updates(still[0])
        loss = self._train(still, epochs=1, batch=batch)
        moving = [self._ordered(number, batch) for number in (1, 2)]
        return {
            "epoch_loss": loss,
            "updates": updates.count(),
            "shuffles": moving[0] != moving[1],
            "mixes_rows": any(".running_" in name for name in self.weights),
        }

    def _ordered(self, seed: int, batch: int) -> list[float]:
        plan = self._sgd(self.sgd_rate)
        self.side.load(self.plain, self.weights)
        self.side.seed(seed)
        found = call(
            self.module.train, self.model, self.data, *plan,
            epochs=1, batch_size=batch, augment=0.0,
        )  # fmt: skip
        return [float(x) for x in found]


def _state(name: str) -> bool:
    """Whether this is no trained weight: running statistics, the number of heads."""
    return ".running_" in name or name.endswith(".heads")
