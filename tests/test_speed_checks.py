"""Every fault of a timing is detected when it is planted, and a good timing has none."""

import queue
import threading
import time

import numpy as np
import pytest

from advisor.measure.speed import checks
from advisor.measure.speed.results import faults
from advisor.measure.speed.stepper import Stepper

GOOD = {
    "measure": "training", "seconds": [0.2, 0.21, 0.2, 0.19, 0.2], "iterations": 1, "unit": 100,
    "late": 0.001, "busy": 0.99, "threads": {"intra_op": 1}, "compiler": {"graphs": 1},
    "frameworks": ["torch"], "canary": 1024.1024, "device": "cpu",
}  # fmt: skip


@pytest.mark.parametrize(
    ("planted", "name"),
    [
        ({}, None),
        ({"frameworks": ["tensorflow", "torch"]}, "second_framework"),
        ({"threads": {"intra_op": 2}}, "wrong_threads"),
        ({"busy": 1.6}, "wrong_threads"),
        ({"compiler": {"graphs": 0}}, "not_compiled"),
        ({"late": 1.0}, "not_synchronised"),
        ({"canary": 1024.0}, "wrong_precision"),
        ({"device": "cuda"}, "wrong_device"),
    ],
)
def test_a_planted_fault_is_named(planted, name):
    """One thing wrong with a sample, and its name."""
    sample = {"lane": "pytorch-compile", "column": "pytorch-compile", "threads": 1,
              "precision": "float32", "device": "cpu"}  # fmt: skip
    assert [fault for fault, _ in faults(sample, GOOD | planted)] == ([name] if name else [])


def test_an_eager_lane_compiles_nothing():
    """No graph is no fault where none is claimed; a variant that claims XLA must have it."""
    assert not checks.not_compiled("pytorch-eager", {"graphs": 0})
    assert checks.not_compiled("keras-tensorflow jit_compile", {"jit_compile": False})
    assert not checks.not_compiled("keras-tensorflow jit_compile", {"jit_compile": True})


def test_shorter_numbers_are_what_is_asked_for():
    """TF32 and bfloat16 must have lost digits, or they were not used."""
    for precision in ("tf32", "bfloat16"):
        assert not checks.wrong_precision(1024.0, precision)
        assert checks.wrong_precision(1024.1024, precision)


@pytest.mark.parametrize(
    ("device", "wanted", "wrong"),
    [
        ("/job:localhost/replica:0/task:0/device:cpu:0", "cpu", False),
        ("tfrt_cpu_0", "cuda", True),
        ("cuda:0", "cuda", False),
        ("/job:localhost/replica:0/task:0/device:gpu:0", "cpu", True),
    ],
)
def test_where_a_model_is(device, wanted, wrong):
    """As each framework calls it."""
    assert checks.wrong_device(device, wanted) == wrong


def test_a_drifting_series_is_detected_and_noise_is_not():
    """Most processes get slower while they are timed; or a few are disturbed, or all at random."""
    rng = np.random.default_rng(0)
    steady = [(0.2 * np.exp(rng.normal(0, 0.1, 5))).tolist() for _ in range(10)]
    drifting = [[x * (1 + 0.08 * i) for i, x in enumerate(blocks)] for blocks in steady]
    assert not checks.not_steady(steady)
    assert checks.not_steady(drifting)
    assert not checks.not_steady([*steady[:6], *drifting[6:]])


def test_a_pause_is_no_drift():
    """One block of every process that takes twice as long, wherever it comes."""
    paused = [[0.2 * (1 + (i == number % 3)) for i in range(5)] for number in range(10)]
    assert not checks.not_steady(paused)


def test_two_times_at_random_are_seldom_taken_for_drift():
    """Blocks of either 105 or 143 ms; a drift among them must be larger than they are apart."""
    rng = np.random.default_rng(0)
    alarms = found = 0
    for _ in range(200):
        blocks = rng.choice([0.105, 0.143], size=(10, 5), p=[0.3, 0.7])
        alarms += checks.not_steady(blocks.tolist())
        found += checks.not_steady((blocks * [1, 1, 1, 1.5, 1.5]).tolist())
    assert alarms <= 20  # one in ten
    assert found >= 190


def test_a_clock_that_stops_before_the_work_is_detected():
    """A lane that only enqueues its work: the blocks are short, the whole is not."""
    work: queue.Queue[float | None] = queue.Queue()

    def device():
        while (seconds := work.get()) is not None:
            time.sleep(seconds)
            work.task_done()

    threading.Thread(target=device, daemon=True).start()
    blocks = []
    for _ in range(5):
        before = time.perf_counter()
        work.put(0.01)  # and no waiting for it
        blocks.append(time.perf_counter() - before)
    ended = time.perf_counter()
    work.join()
    late = time.perf_counter() - ended
    work.put(None)
    assert checks.not_synchronised(blocks, late)
    assert not checks.not_synchronised([0.01] * 5, 0.0001)


def test_more_arithmetic_than_the_machine_can_do_is_detected():
    """Above the measured ceiling a row is void; without a ceiling nothing is said."""
    assert checks.above_ceiling(1.2)
    assert not checks.above_ceiling(0.9)
    assert not checks.above_ceiling(None)


def test_blocks_too_few_to_tell():
    """One block neither drifts nor stands still."""
    assert not checks.not_steady([[1.0]])


def looped(epochs, log, fail_at=None):
    """A training loop that knows nothing of the stepper but its boundary."""

    def train():
        for epoch in range(epochs):
            stepper.boundary()
            if epoch == fail_at:
                raise ValueError("no luck")
            log.append(epoch)

    stepper = Stepper(train)
    return stepper


def test_a_training_runs_epoch_by_epoch():
    """Nothing runs before it is asked for, and nothing after the end."""
    log = []
    stepper = looped(100, log)
    stepper.start()
    assert log == []
    stepper.advance()
    stepper.advance(2)
    assert log == [0, 1, 2]
    stepper.stop()
    assert log == [0, 1, 2]


def test_what_training_raises_is_raised_outside():
    """An error in the pair's own code reaches whoever waits, as does an early end."""
    stepper = looped(3, [], fail_at=1)
    stepper.start()
    stepper.advance()
    with pytest.raises(ValueError, match="no luck"):
        stepper.advance()
    short = looped(1, [])
    short.start()
    short.advance()
    with pytest.raises(RuntimeError, match="no further epoch"):
        short.advance()


def test_the_clock_costs_less_than_one_percent():
    """Of a block of 0.2 s with ten epochs in it: ten hand-overs, in the best of some tries."""
    best = float("inf")
    for _ in range(5):
        stepper = looped(1000, [])
        stepper.start()
        start = time.perf_counter()
        stepper.advance(100)
        best = min(best, (time.perf_counter() - start) / 100)
        stepper.stop()
    assert 10 * best <= 0.01 * 0.2
