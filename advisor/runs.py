"""Runs as they were recorded: where they are, and reading them with every check.

A run is a folder `<date>-<machine>-<n>`: `protocol.json`, written before anything is
measured, one JSON file for each part, and at the end `finished.json` with a digest of
every other file, so that a part that is lost or was changed is noticed.
"""

import json
import os
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

from advisor.faults import KnowledgeError
from advisor.store import DATA

SCHEMA_VERSION = 1
PUBLISHED = Path(DATA) / "runs"  # the project's own
CLOCK_GRACE = 86_400  # seconds a clock may be behind before a run seems to be from the future


def own_runs() -> Path:
    """Where the runs of this user's machine are kept, apart from the project's own."""
    data = os.environ.get("XDG_DATA_HOME") or os.path.expanduser("~/.local/share")
    return Path(data) / "keras-or-pytorch" / "runs"


def read(folder: Path) -> dict[str, Any]:
    """Every part of a run by name. Raises KnowledgeError with all that is wrong with it."""
    parts: dict[str, Any] = {}
    faults: list[str] = []
    digests = {}
    for path in sorted(folder.glob("*.json")):
        data = path.read_bytes()
        digests[path.name] = digest(data)
        try:
            parts[path.stem] = json.loads(data)
        except ValueError as error:
            faults.append(f"{folder.name}/{path.name}: not valid JSON: {error}; it was cut short")
    faults = faults or _foreign(folder.name, parts) or _changed(folder.name, parts, digests)
    if faults:
        raise KnowledgeError(faults)
    return parts


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _foreign(name: str, parts: dict[str, Any]) -> list[str]:
    protocol = parts.get("protocol")
    if not isinstance(protocol, dict) or protocol.get("schema_version") != SCHEMA_VERSION:
        found = protocol.get("schema_version") if isinstance(protocol, dict) else None
        wanted = f"schema_version {SCHEMA_VERSION}, found {found}"
        return [f"{name}/protocol.json: {wanted}; this is no run of ours"]
    latest = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + CLOCK_GRACE))
    if protocol["started"] > latest:
        return [f"{name}/protocol.json: started {protocol['started']}, which is in the future"]
    return []


def _changed(name: str, parts: dict[str, Any], digests: dict[str, str]) -> list[str]:
    """What does not match the digests of a finished run."""
    if "finished" not in parts:
        return []
    kept: dict[str, str] = parts["finished"].get("digests", {})
    found = []
    for file in sorted({*kept, *digests} - {"finished.json"}):
        if file not in digests:
            found.append(f"{name}/{file}: is missing; restore the run as it was recorded")
        elif digests[file] != kept.get(file):
            found.append(f"{name}/{file}: was changed after the run; restore it or measure again")
    return found


def _kind(folder: Path) -> str | None:
    """What a run measured; None if its protocol does not say, which reading the run will tell.

    Raw samples are by far the most of all runs, and few readers want them.
    """
    try:
        return str(json.loads((folder / "protocol.json").read_bytes())["kind"])
    except (OSError, ValueError, LookupError, TypeError):
        return None


def finished(
    kind: str, base: Path = PUBLISHED, device: str = "cpu"
) -> list[tuple[str, dict[str, Any]]]:
    """Id and parts of every finished run of a kind on a device, the oldest first."""
    of_kind = [
        (folder.name, parts)
        for folder in base.glob("*-*-*-*")
        if (folder / "finished.json").exists() and _kind(folder) in (kind, None)
        if (parts := read(folder))["protocol"]["plan"].get("device", "cpu") == device
    ]
    # Within a second the number at the end of the name tells, 9 before 10.
    return sorted(of_kind, key=lambda x: (x[1]["protocol"]["started"], len(x[0]), x[0]))


def latest(
    kind: str, base: Path = PUBLISHED, device: str = "cpu"
) -> tuple[str, dict[str, Any]] | None:
    """Id and parts of the newest finished run of a kind on a device."""
    found = finished(kind, base, device)
    return found[-1] if found else None


def newest(kind: str, base: Path = PUBLISHED) -> dict[str, tuple[str, Any]]:
    """Every part that a run of this kind has, with the newest run that has it: id and part.

    So a pair that was added later needs no run of all the others.
    """
    return {
        name: (run, part)
        for run, parts in finished(kind, base)
        for name, part in parts.items()
        if name not in ("protocol", "finished")
    }
