"""The article's Keras sample, unchanged, on every backend that Keras ever had.

`environments.py` says what is to be done, this module does it: makes an environment where
it is not there yet, runs the sample in it, and goes on whatever happens.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from advisor.measure.environments import Plan, environments, look, plan
from advisor.measure.processes import end
from advisor.programs import home

MESSAGE_LIMIT = 300  # characters
SHOWN = ("accuracy", "recounted", "loss", "updates", "rows_per_update", "seed", "versions")


def cache_folder() -> Path:
    """Where the environments are kept, some 1.8 GB in all; deleting it is safe."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "keras-or-pytorch" / "history"


def run(progress: Callable[[str, str], None], time_limit: float) -> Iterator[dict[str, Any]]:
    """Run the sample in every environment, making first what is not there yet; each result
    as it ends.

    `progress` is told the id of the environment and the stage that begins (data, create,
    install, run); `time_limit` is in seconds, for each stage. Every result has id, backend
    and outcome. To that comes, for
    `ok`: accuracy as printed, recounted from the predictions, loss, updates,
    rows_per_update, seconds (without imports), seed, versions;
    `missing`: lacks, why; `failed`, `timed_out`, `cannot_train`: stage, message.
    """
    wanted = environments()
    machine = look(wanted)
    with tempfile.TemporaryDirectory(prefix="keras-or-pytorch-") as folder:
        data = Path(folder) / "digits.npz"
        for e in wanted:
            yield _Attempt(plan(e, machine, cache_folder()), data, progress, time_limit).record()


class StageError(Exception):
    """A stage did not end well."""

    def __init__(self, outcome: str, message: str) -> None:
        super().__init__(outcome, message)
        self.outcome = outcome
        self.message = message


class _Attempt:
    """One environment, from nothing to its figures. `data` is made if it is not there."""

    def __init__(
        self, todo: Plan, data: Path, progress: Callable[[str, str], None], time_limit: float
    ) -> None:
        self._plan = todo
        self._data = data
        self._progress = progress
        self._limit = time_limit
        self._scratch = Path(tempfile.mkdtemp(dir=data.parent))
        self._stage = ""

    def record(self) -> dict[str, Any]:
        wanted = self._plan.environment
        about = {"id": wanted.id, "backend": wanted.backend}
        if self._plan.lacks:
            return about | {"outcome": "missing", "lacks": self._plan.lacks, "why": wanted.why}
        try:
            found = self._figures()
        except StageError as end:
            unable = wanted.refuses and wanted.refuses in end.message
            outcome = "cannot_train" if unable else end.outcome
            return about | {"outcome": outcome, "stage": self._stage, "message": end.message}
        except OSError as error:
            return about | {"outcome": "failed", "stage": self._stage, "message": str(error)}
        shown = {name: found[name] for name in SHOWN}
        return about | {"outcome": "ok", "seconds": round(found["seconds"], 1), **shown}

    def _figures(self) -> dict[str, Any]:
        article = home() / "article"
        driver = str(article / "run_sample.py")
        if not self._data.exists():
            part = self._scratch / "part.npz"
            self._execute("data", [sys.executable, driver, "--save", str(part)])
            part.replace(self._data)
        self._make()
        sample = str(article / "sample_keras.py")
        output = self._execute("run", [self._plan.interpreter, driver, sample, str(self._data)])
        try:
            return dict(json.loads(output.splitlines()[-1]))
        except (ValueError, IndexError):
            raise StageError("failed", output[-MESSAGE_LIMIT:]) from None

    def _make(self) -> None:
        """Make the environment, unless it is there complete: the marker is written last."""
        folder = self._plan.folder
        if folder is None:
            return
        self._stage = "create"  # what follows can fail before the first command
        marker = folder / "complete.json"
        recipe = self._plan.recipe()
        if marker.exists() and marker.read_text("utf-8") == recipe:
            return
        if folder.exists():
            shutil.rmtree(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        try:
            for stage, command in self._plan.setup().items():
                self._execute(stage, command)
            for name, file in self._plan.links.items():
                (folder / "libraries").mkdir(exist_ok=True)
                (folder / "libraries" / name).symlink_to(file)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)  # half of it may be 600 MB
            raise
        marker.write_text(recipe, "utf-8")

    def _execute(self, stage: str, command: list[str]) -> str:
        """Run a command within the time limit; what it wrote to stdout."""
        self._stage = stage
        self._progress(self._plan.environment.id, stage)
        out, log = self._scratch / f"{stage}.out", self._scratch / f"{stage}.log"
        with open(out, "wb") as output, open(log, "wb") as errors:
            # A session of its own, so that what the command starts ends with it.
            process = subprocess.Popen(
                command, env=self._plan.variables(self._scratch), stdin=subprocess.DEVNULL,
                stdout=output, stderr=errors, start_new_session=True, cwd=self._scratch,
            )  # fmt: skip
            try:
                code = process.wait(self._limit)
            except subprocess.TimeoutExpired:
                raise StageError("timed_out", f"{self._limit:g} s") from None
            finally:
                end(process)
        said = out.read_text("utf-8", "replace")
        if code:
            lines = (log.read_text("utf-8", "replace").strip() or said.strip()).splitlines()
            last = lines[-1].strip()[:MESSAGE_LIMIT] if lines else ""
            raise StageError("failed", last or f"exit code {code}")
        return said
