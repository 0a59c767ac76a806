"""Runs jobs in fresh processes, some side by side, each with a time limit.

A job that crashes, hangs or floods its output is an outcome, never an exception: the
other jobs go on.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from advisor.frozen import Frozen
from advisor.programs import environment

TIME_LIMIT = 600.0  # seconds for one job
LOG_LIMIT = 10_000_000  # bytes of output after which a job is ended
TICK = 0.2  # seconds between two looks at a running job
NEEDS = {
    "keras-tensorflow": ("keras", "tensorflow"),
    "keras-jax": ("keras", "jax"),
    "keras-torch": ("keras", "torch"),
    "pytorch-eager": ("torch",),
    "pytorch-compile": ("torch",),
}
CACHES = ("JAX_COMPILATION_CACHE_DIR", "TORCHINDUCTOR_CACHE_DIR")  # of the two compilers
Job = dict[str, Any]  # kind (see `worker.JOBS`), lane, file, and what the kind needs


class Outcome(Frozen):
    """`status` is ok, missing (a package is not installed), crashed, timed_out, flooded,
    or stopped (nobody waits for it any more).

    `values` is what the job returned, `arrays` the .npz file beside it or None, `message`
    the last line the job said where it failed.
    """

    __slots__ = ("arrays", "message", "status", "values")
    status: str
    values: dict[str, Any]
    arrays: Path | None
    message: str


def lacking(lane: str) -> list[str]:
    """The packages a lane needs that are not installed."""
    return [name for name in NEEDS[lane] if find_spec(name) is None]


class Workers:
    """At most `count` processes side by side. A context manager: leaving ends them all."""

    def __init__(self, count: int | None = None, time_limit: float = TIME_LIMIT) -> None:
        self.count = count or os.cpu_count() or 1
        self.time_limit = time_limit
        self.started: Callable[[Job], None] = lambda job: None
        self.until = float("inf")  # of time.monotonic(), after which no job begins
        self._stopping = False

    def __enter__(self) -> "Workers":
        self._folder = tempfile.TemporaryDirectory(prefix="keras-or-pytorch-")
        self.folder = Path(self._folder.name)
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def run(self, job: Job) -> Outcome:
        """Run one job to its end."""
        missing = lacking(job["lane"])
        if missing:
            return _failed("missing", " ".join(missing))
        place = Path(tempfile.mkdtemp(dir=self.folder))
        (place / "job").write_text(json.dumps(job), "utf-8")
        command = [sys.executable, "-m", "advisor.measure.worker", "job", "result"]
        # A temporary directory of its own also means that no compiler finds an old cache,
        # unless the job is one of those that may.
        env = environment(job["lane"], job.get("threads", 1), job.get("device", "cpu"))
        env |= {"PYTHONPATH": _import_path(), "TMPDIR": str(place)}
        if job.get("warm"):
            env |= {name: str(self.folder / name) for name in CACHES}
        log = place / "log"
        with open(log, "wb") as output:
            # A session of its own, so that what the job starts ends with it.
            process = subprocess.Popen(
                command, env=env, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                start_new_session=True, cwd=place,
            )  # fmt: skip
        try:
            early = self._watch(process, log)
        finally:
            end(process)
        if early is not None:
            return early
        if process.returncode != 0:
            return _failed("crashed", _last_words(log, process.returncode))
        values = json.loads((place / "result.json").read_text("utf-8"))
        arrays = place / "result.npz"
        return Outcome(
            status="ok", values=values, arrays=arrays if arrays.exists() else None, message=""
        )

    def _watch(self, process: subprocess.Popen[bytes], log: Path) -> Outcome | None:
        """Wait for the end; an outcome if it has to be brought about."""
        for _ in range(round(self.time_limit / TICK)):
            with suppress(subprocess.TimeoutExpired):
                process.wait(TICK)
                return None
            if self._stopping:
                return _failed("stopped", "")
            if log.stat().st_size > LOG_LIMIT:
                return _failed("flooded", f"{LOG_LIMIT:,} bytes")
        return _failed("timed_out", f"{self.time_limit:g} s")

    def all(
        self, jobs: list[Job], follow: Callable[[Job, Outcome], list[Job]] | None = None
    ) -> Iterator[tuple[Job, Outcome]]:
        """Run jobs side by side; each with its outcome as it ends.

        `follow` may answer an outcome with more jobs, which come next. What has not begun
        when the time is up is left out.
        """
        waiting = list(jobs)
        pending: dict[Future[Outcome], Job] = {}
        pool = ThreadPoolExecutor(self.count)
        try:
            while pending or (waiting and self._in_time()):
                while waiting and len(pending) < self.count and self._in_time():
                    job = waiting.pop(0)
                    self.started(job)
                    pending[pool.submit(self.run, job)] = job
                done, _ = wait(pending, return_when=FIRST_COMPLETED)
                for future in done:
                    job, outcome = pending.pop(future), future.result()
                    waiting = [*(follow(job, outcome) if follow else []), *waiting]
                    yield job, outcome
        finally:
            self._stopping = True  # which ends every process that still runs
            pool.shutdown(cancel_futures=True)
            self._stopping = False

    def _in_time(self) -> bool:
        return time.monotonic() < self.until


def _failed(status: str, message: str) -> Outcome:
    return Outcome(status=status, values={}, arrays=None, message=message)


def _import_path() -> str:
    """The folder that holds this package, first on the import path of the job."""
    own = str(Path(__file__).parents[2])
    return os.pathsep.join([own, *filter(None, [os.environ.get("PYTHONPATH")])])


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process that has a session of its own, with all that it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _last_words(log: Path, code: int) -> str:
    """The last line of a log, which is where Python names the exception."""
    with open(log, "rb") as file:
        file.seek(max(0, log.stat().st_size - 2_000))
        lines = file.read().decode("utf-8", "replace").strip().splitlines()
    last = lines[-1].strip() if lines else ""
    if code < 0:
        return f"{last} (signal {-code})".strip()
    return last or f"(exit code {code})"
