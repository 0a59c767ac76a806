"""Lets a pair's own `train` run epoch by epoch, so that a clock outside can time them.

`train` runs in a thread that waits at the start of every epoch. Nothing in it is changed
or copied; what a reader runs is what is timed. The tests hold ten hand-overs below 1 %
of a block.
"""

import threading
from collections.abc import Callable


class _Enough(BaseException):
    """Leaves `train` between two epochs; no `except Exception` on the way catches it."""


class Stepper:
    """`train` is called with no arguments and calls `boundary` at the start of every epoch."""

    def __init__(self, train: Callable[[], object]) -> None:
        self._train = train
        self._may_go = threading.Semaphore(0)
        self._waits = threading.Semaphore(0)
        self._over = False
        self._running = False
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)

    def _run(self) -> None:
        try:
            self._train()
        except _Enough:
            pass
        except BaseException as error:  # raised again by whoever waits
            self._error = error
        self._running = False
        self._waits.release()

    def boundary(self) -> None:
        """Called in `train`: an epoch starts here, and the one before is complete."""
        self._waits.release()
        self._may_go.acquire()
        if self._over:
            raise _Enough

    def start(self) -> None:
        """Run to the start of the first epoch."""
        self._running = True
        self._thread.start()
        self._wait()

    def advance(self, epochs: int = 1) -> None:
        """Run whole epochs. Raises what `train` raised, RuntimeError if it came to its end."""
        for _ in range(epochs):
            if not self._running:
                raise RuntimeError("train has no further epoch")
            self._may_go.release()
            self._wait()

    def stop(self) -> None:
        """End `train` at the boundary where it waits."""
        self._over = True
        self._may_go.release()
        self._thread.join()

    def _wait(self) -> None:
        self._waits.acquire()
        if self._error is not None:
            raise self._error
