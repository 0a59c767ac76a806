"""What the system tells of this machine: whether it is fit for timing now, and what disturbs it."""

import os
import shutil
import subprocess
from pathlib import Path

from advisor.faults import Fault, fault

LOAD = 0.5  # of the last minute, above which the machine is busy
MEMORY = 2.0  # GiB that a process may need: a compiler and what it compiles
DISK = 0.5  # GiB for samples and for what compilers write meanwhile
GIB = 2**30


def unfit(place: Path, jobs: int, proc: Path = Path("/proc")) -> list[Fault]:
    """What speaks against timing `jobs` processes side by side, each with what to do.

    `place` is where the record goes. What the system does not tell is taken to be well.
    """
    found = []
    busy = load(proc)
    if busy > LOAD:
        found.append(fault("machine_busy", load=f"{busy:.1f}", limit=f"{LOAD:g}"))
    memory = _memory(proc)
    if memory is not None and memory < MEMORY * jobs:
        needed = f"{MEMORY * jobs:g}"
        found.append(fault("machine_small", free=f"{memory:.1f}", needed=needed))
    there = next(p for p in (place, *place.parents) if p.exists())
    free = shutil.disk_usage(there).free / GIB
    if free < DISK:
        found.append(fault("disk_small", free=f"{free:.1f}", needed=f"{DISK:g}", place=str(there)))
    return found


def load(proc: Path = Path("/proc")) -> float:
    """The load of the last minute; 0 where it is unknown."""
    try:
        return float((proc / "loadavg").read_text("ascii").split()[0])
    except (OSError, ValueError):
        return 0.0


def accelerator() -> str | None:
    """The names of NVIDIA's GPUs and their driver; None where there is none."""
    command = ["nvidia-smi", "--query-gpu=name,driver_version", "--format=csv,noheader"]
    try:
        found = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return "; ".join(found.stdout.split("\n")).strip("; ") or None


def stolen(proc: Path = Path("/proc")) -> float:
    """Seconds, over all cores and since its start, that other machines took from this one."""
    try:
        fields = (proc / "stat").read_text("ascii").splitlines()[0].split()
        return int(fields[8]) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return 0.0


def _memory(proc: Path) -> float | None:
    """The memory that is available, in GiB."""
    try:
        lines = (proc / "meminfo").read_text("ascii").splitlines()
        free = next(line for line in lines if line.startswith("MemAvailable"))
        return int(free.split()[1]) * 1024 / GIB
    except (OSError, ValueError, StopIteration):
        return None
