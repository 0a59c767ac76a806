"""Progress of long work on stderr: a bar in a terminal, plain lines elsewhere."""

import sys
import time

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bar


class Progress:
    """A context manager; `begin(label)` as a part starts, `end(label)` as it ends."""

    def __init__(self, total: int) -> None:
        self.total = total
        self._done = 0
        self._start = time.monotonic()
        console = Console(stderr=True)
        self._bar = Bar(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
            TimeElapsedColumn(), TimeRemainingColumn(),
            console=console, transient=True, disable=not console.is_terminal,
        )  # fmt: skip
        self._task = self._bar.add_task("", total=total)
        self._plain = not console.is_terminal

    def __enter__(self) -> "Progress":
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def begin(self, label: str) -> None:
        """Name what is being worked on."""
        self._bar.update(self._task, description=label)

    def skip(self, count: int) -> None:
        """Leave out parts that were done before."""
        self.total -= count
        self._bar.update(self._task, total=self.total)

    def end(self, label: str) -> None:
        """Count a part as done."""
        self._done += 1
        self._bar.advance(self._task)
        if self._plain:
            seconds = time.monotonic() - self._start
            expected = seconds / self._done * self.total  # of the whole, as far as one can see
            shown = f"{self._done}/{self.total}, {seconds:.0f}/{expected:.0f} s"
            print(f"[{shown}] {label}", file=sys.stderr)
