"""Reads the tree of TOML files under `data/`, and keeps what was read.

Parsing some 170 small files takes longer than Python's own start, so the result is kept
like a .pyc: in `__pycache__` beside the data, or in the user's cache directory where
that is read-only; keyed by the name, size and change time of every file. Deleting it is
safe, and a tree that cannot be cached is simply parsed each time.
"""

import marshal
import os
import sys
from collections.abc import Callable
from functools import partial

from advisor import __version__
from advisor.faults import KnowledgeError

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")

Table = dict[str, object]


READ = (".toml", "/table.json", "/finished.json")

Stamp = list[list[object]]  # name, size in bytes, change time in ns of every file


class Kept:
    """What is kept of a tree: `hot`, needed at every start, and `cold()`, read on demand."""

    def __init__(self, hot: Table, cold: Callable[[], Table]) -> None:
        self.hot = hot
        self._read = cold
        self._cold: Table | None = None

    def cold(self) -> Table:
        if self._cold is None:
            self._cold = self._read()
        return self._cold


def stamp(directory: str) -> Stamp:
    """Name, size and change time of every file below `directory` that knowledge is made of:
    TOML, and what sums a run up."""
    found: Stamp = []
    pending = [""]
    while pending:
        folder = pending.pop()
        try:
            for entry in os.scandir(os.path.join(directory, folder)):
                name = f"{folder}/{entry.name}" if folder else entry.name
                if entry.is_dir():
                    pending.append(name)
                elif name.endswith(READ) and not entry.name.startswith("."):
                    info = entry.stat()
                    found.append([name, info.st_size, info.st_mtime_ns])
        except OSError as error:
            raise KnowledgeError([f"{directory}: cannot be read ({error.strerror})"]) from None
    return sorted(found)


def kept(directory: str, as_of: Stamp) -> Kept | None:
    """What `keep` wrote for exactly these files, if anything."""
    for place in _places(directory):
        try:
            with open(place, "rb") as file:
                found = marshal.loads(file.read())
            if found["stamp"] == as_of:
                return Kept(found["hot"], partial(marshal.loads, found["cold"]))
        except (OSError, ValueError, EOFError, KeyError, TypeError):
            continue
    return None


def keep(directory: str, as_of: Stamp, hot: Table, cold: Table) -> None:
    """Write the cache; a failure only costs the next start its speed."""
    data = marshal.dumps({"stamp": as_of, "hot": hot, "cold": marshal.dumps(cold)})
    for place in _places(directory):
        temporary = f"{place}.{os.getpid()}"
        try:
            os.makedirs(os.path.dirname(place), exist_ok=True)
            with open(temporary, "wb") as file:
                file.write(data)
            os.replace(temporary, place)  # so that no reader meets half a file
        except OSError:
            continue
        return


def _places(directory: str) -> list[str]:
    # Another release may check more; another Python reads marshal differently.
    name = f"knowledge-{__version__}.{sys.implementation.cache_tag}"
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    flat = directory.strip(os.sep).replace(os.sep, "-")
    return [
        os.path.join(directory, "__pycache__", name),
        os.path.join(home, "keras-or-pytorch", flat, name),
    ]


def parse(directory: str, names: list[str]) -> tuple[dict[str, Table], str]:
    """Every TOML file by its path, and a hash of the bytes of all files.

    Raises KnowledgeError naming each file that is not UTF-8 TOML.
    """
    import hashlib
    import tomllib

    files: dict[str, Table] = {}
    faults: list[str] = []
    digest = hashlib.sha256()
    for name in names:
        with open(os.path.join(directory, name), "rb") as file:
            data = file.read()
        digest.update(name.encode() + b"\0" + data + b"\0")
        if not name.endswith(".toml"):
            continue  # runs are read by those who know them
        try:
            files[name] = {k: _plain(v) for k, v in tomllib.loads(data.decode("utf-8")).items()}
        except UnicodeDecodeError as error:
            faults.append(f"{name}: not UTF-8 at byte {error.start}; save it as UTF-8")
        except tomllib.TOMLDecodeError as error:
            faults.append(f"{name}: not valid TOML: {error}")
    if faults:
        raise KnowledgeError(faults)
    return files, digest.hexdigest()[:12]


def _plain(value: object) -> object:
    """TOML's dates as ISO strings, so that the tree can be marshalled."""
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_plain(v) for v in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
