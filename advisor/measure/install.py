"""What installing a lane brings along: what pip would fetch into an empty environment.

Nothing is installed. Which packages and how large depends on the day, the Python, the platform
and the package index that pip is set up for.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from typing import Any
from urllib.request import Request, urlopen

SECONDS = 60  # for the size of one file


def resolve(packages: Sequence[str], time_limit: float) -> dict[str, Any]:
    """Names and versions of all that comes with these packages, and the bytes to be fetched.

    Raises RuntimeError with what pip said if it found no way to install them within
    `time_limit` seconds, or if an index does not tell the size of a file.
    """
    found = report(packages, time_limit)["install"]
    versions = {item["metadata"]["name"]: item["metadata"]["version"] for item in found}
    size = sum(_size(item["download_info"]["url"]) for item in found)
    return {"packages": dict(sorted(versions.items())), "bytes": size}


def report(packages: Sequence[str], time_limit: float) -> dict[str, Any]:
    """pip's own report of what it would install for these packages."""
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed",
               "--quiet", "--no-input", "--report", "-", *packages]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=time_limit)
    except subprocess.TimeoutExpired:
        raise RuntimeError(f"pip found no answer in {time_limit:g} s") from None
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        raise RuntimeError((lines or done.stderr.splitlines() or ["pip failed"])[-1])
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _size(url: str) -> int:
    """Bytes of the file at an address."""
    with urlopen(Request(url, method="HEAD"), timeout=SECONDS) as answer:
        told = answer.headers["Content-Length"]
    if told is None:
        raise RuntimeError(f"the index does not tell the size of {url.rpartition('/')[2]}")
    return int(told)
