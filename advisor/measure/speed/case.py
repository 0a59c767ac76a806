"""One case in one process: pytest-benchmark times a pair's own functions on one lane.

`measure speed` runs this file once for every repetition, as `pytest case.py` with the
job in the file that the environment names; `tests/benchmarks` runs it for a small case. Before the
framework is imported the process is bound to its cores.
"""

import importlib
import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from inspect import signature
from pathlib import Path
from typing import Any

import pytest

from advisor.measure.speed.checks import FRAMEWORKS
from advisor.measure.speed.lane import bind, hide_others, take_turn
from advisor.measure.speed.run_case import JOB
from advisor.measure.speed.stepper import Stepper
from advisor.programs import REFERENCE

BLOCKS = 5  # timed, fewer where they are long
FEWEST = 3
TIMED = 1.0  # seconds that the blocks may take together, beyond the fewest
WARM_UP = 1.0  # seconds after which blocks are timed even if they have not settled
SETTLED = 0.05  # by which the last three blocks of a warm-up may differ
FOREVER = 1_000_000  # epochs and updates; the clock ends the training
BATCHES = (1, 64)  # of inference
GIVEN = ("load", "preprocess", "build", "train")  # what a job may have arguments for


class Case:
    """A pair on a lane, imported, built and past its first update."""

    def __init__(self, job: dict[str, Any]) -> None:
        self.job = job
        self.lane = job["lane"]
        bind(job["cores"])
        hide_others(self.lane)
        name = "keras" if self.lane.startswith("keras") else "torch"
        start = time.perf_counter()
        importlib.import_module(name)
        imported = time.perf_counter() - start
        from advisor.measure.trials import call, each
        from advisor.measure.worker import load_snippet

        self._call, self._each = call, each
        if name == "keras":
            from advisor.measure import keras_side as side
            from advisor.measure.speed import keras_clock as clock
        else:
            from advisor.measure import pytorch_side as side  # type: ignore[no-redef]
            from advisor.measure.speed import pytorch_clock as clock  # type: ignore[no-redef]
        self.side, self.clock = side, clock
        clock.set_threads(job["threads"])
        clock.set_precision(job["precision"])
        self.module = load_snippet(job["file"], job["edits"])
        self._refuse_unknown()
        side.seed(job["seed"])
        raw = each(self._told(self.module.load))
        self.data, self.test = self._told(self.module.preprocess, *raw)
        self.turn = take_turn(job["turn"]) if job.get("turn") else None
        start = time.perf_counter()
        built = clock.place(self._told(self.module.build), job["device"])
        self.model = side.ready(built, first(self.data[0], 1), self.lane == "pytorch-compile")
        self.plain = built
        self.facts = {"import": imported, "build": time.perf_counter() - start}
        self.facts["first_step"] = self._first_step()
        self.facts["start"] = sum(self.facts.values())

    def _refuse_unknown(self) -> None:
        """Raise TypeError for an argument of the job that no function would take."""
        given = [getattr(self.module, name) for name in GIVEN]
        known = {name for function in given for name in signature(function).parameters}
        if unknown := set(self.job["build"]) - known:
            raise TypeError(f"{', '.join(GIVEN)}: none of them takes {', '.join(sorted(unknown))}")

    def _told(self, function: Any, *given: Any, **named: Any) -> Any:
        """Call with those of the job's arguments that the function knows."""
        return self._call(function, *given, **named, **self.job["build"])

    def _plan(self) -> tuple[Any, ...]:
        plan = self._told(self.module.improve, self.plain, steps=FOREVER, epochs=FOREVER)
        return tuple(self._each(plan))

    @property
    def batch(self) -> int:
        """The job's batch size or the pair's own."""
        own = signature(self.module.train).parameters["batch_size"].default
        return int(self.job["build"].get("batch_size", own))

    @property
    def updates(self) -> int:
        """Updates in an epoch, the short last batch among them."""
        return -(-rows(self.data) // self.batch)

    def first_update(self) -> None:
        """A training of one batch: tracing, compiling and one update."""
        with self.clock.moving(self.model), self.precise():
            data = first(self.data, self.batch)
            self._told(self.module.train, self.model, data, *self._plan(), epochs=1)
        self.clock.synchronise(self.model)

    def precise(self) -> Any:
        """The context of the precision asked for; it holds in the thread that enters it."""
        return self.clock.precise(self.job["precision"], self.job["device"])

    def _first_step(self) -> float:
        start = time.perf_counter()
        self.first_update()
        return time.perf_counter() - start

    def train(self, epochs: int) -> None:
        """The pair's own training of so many epochs, as a reader would run it."""
        with self.precise():
            plan = self._plan()
            self._told(self.module.train, self.model, self.data, *plan, epochs=epochs)

    @contextmanager
    def training(self) -> Iterator[Stepper]:
        """The pair's training, waiting at its first epoch."""
        stepper = Stepper(partial(self.train, FOREVER))
        with self.clock.watched(self.model, stepper.boundary):
            stepper.start()
            try:
                yield stepper
            finally:
                stepper.stop()


def first(data: Any, count: int) -> Any:
    """The first rows of an array, or of every array of nested tuples."""
    return tuple(first(x, count) for x in data) if isinstance(data, tuple) else data[:count]


def rows(data: Any) -> int:
    """How many rows an array, or every array of nested tuples, has."""
    return rows(data[0]) if isinstance(data, tuple) else len(data)


@pytest.fixture(scope="module")
def case() -> Case:
    """The case that the environment names."""
    return Case(json.loads(Path(os.environ[JOB]).read_text("utf-8")))


def _clock(run: Any, count: int) -> float:
    start = time.perf_counter()
    for _ in range(count):
        run()
    return time.perf_counter() - start


def _warm_up(run: Any, seconds: float) -> tuple[int, list[float]]:
    """Call until the times have settled: how many calls fill a block, and the blocks it took."""
    count, taken = 1, _clock(run, 1)
    while taken < seconds / 4:
        count *= 2
        taken = _clock(run, count)
    count = max(1, round(count * seconds / taken))
    blocks: list[float] = []
    while sum(blocks) < WARM_UP:
        blocks.append(_clock(run, count))
        last = blocks[-3:]
        if len(last) == 3 and max(last) <= (1 + SETTLED) * min(last):
            break
    return count, blocks


def _time(benchmark: Any, case: Case, run: Any, unit: int) -> None:
    """Time blocks of calls, `unit` updates or rows each, and read the settings back."""
    count, warm_up = _warm_up(run, case.job["block"])
    blocks = min(BLOCKS, max(FEWEST, round(TIMED / warm_up[-1])))
    start, used = time.perf_counter(), time.process_time()
    benchmark.pedantic(run, iterations=count, rounds=blocks)
    # pytest-benchmark ends the tracing of the frames that call it
    benchmark.extra_info.update(  # pragma: no cover
        _read_back(case, unit, start, used), warm_up=warm_up
    )


def _read_back(case: Case, unit: int, start: float, used: float) -> dict[str, Any]:
    """What can be known after the blocks, which began at `start` with `used` seconds of CPU."""
    ended = time.perf_counter()
    case.clock.synchronise(case.model)
    late = time.perf_counter() - ended
    whole, busy = time.perf_counter() - start, time.process_time() - used
    with case.precise():
        canary = case.clock.canary(case.model)
    return {
        **case.facts,
        "unit": unit,
        "late": late,
        "busy": busy / whole,
        "threads": case.clock.threads(),
        "cores": sorted(os.sched_getaffinity(0)),
        "compiler": case.clock.compiler(case.model),
        "device": case.clock.device(case.model),
        "device_peak": case.clock.device_peak(),
        "canary": canary,
        "frameworks": [name for name in FRAMEWORKS if name in sys.modules],
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
    }


def test_training(benchmark: Any, case: Case) -> None:
    """Epochs as the reader would run them, by `fit` or by the written loop, data path included."""
    with case.training() as stepper:
        start = time.perf_counter()
        stepper.advance()  # compiles what the first update has not
        case.facts["first_epoch"] = time.perf_counter() - start
        _time(benchmark, case, stepper.advance, case.updates)
    if case.lane == REFERENCE:  # pragma: no cover (not traced either)
        # equal programs do equal work: counted once
        benchmark.extra_info["operations"] = case.clock.operations(case.first_update)


@pytest.mark.parametrize("batch", BATCHES)
def test_inference(benchmark: Any, case: Case, batch: int) -> None:
    """One call on a batch in memory, result on the host."""
    with case.precise():
        predict = case.clock.predictor(case.model, first(case.test[0], batch))
        predict()
        _time(benchmark, case, predict, batch)
