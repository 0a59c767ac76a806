"""What installing a lane brings along: what pip would fetch into an empty environment.

Nothing is installed. Which packages and how large depends on the day, the Python, the platform
and the package index that pip is set up for.
"""

import json
import subprocess
import sys
from typing import Any
from urllib.request import Request, urlopen

# As `lanes.toml` tells readers to install each lane.
WANTED = {
    "keras-tensorflow": ("keras", "tensorflow"),
    "keras-jax": ("keras", "jax"),
    "keras-torch": ("keras", "torch"),
    "pytorch-eager": ("torch",),
}
SECONDS = 60  # for the size of one file


def resolve(lane: str) -> dict[str, Any]:
    """Names and versions of all packages of a lane, and the bytes to be fetched for them.

    Raises RuntimeError with what pip said if it found no way to install them.
    """
    found = report(WANTED[lane])["install"]
    packages = {item["metadata"]["name"]: item["metadata"]["version"] for item in found}
    size = sum(_size(item["download_info"]["url"]) for item in found)
    return {"packages": dict(sorted(packages.items())), "bytes": size}


def report(packages: tuple[str, ...]) -> dict[str, Any]:
    """pip's own report of what it would install for these packages."""
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed",
               "--quiet", "--no-input", "--report", "-", *packages]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        raise RuntimeError((lines or done.stderr.splitlines() or ["pip failed"])[-1])
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _size(url: str) -> int:
    """Bytes of the file at an address."""
    with urlopen(Request(url, method="HEAD"), timeout=SECONDS) as answer:
        return int(answer.headers["Content-Length"])
