"""The programs of a topic: their files, the lanes that run them, the regions of their text.

A topic is `<folder>/<topic>_keras.py`, `<topic>_pytorch.py` and the facts in `<topic>.toml`;
where backends of Keras need programs of their own, `<topic>_keras_jax.py` and so on.
"""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from advisor.faults import Fault, fault, nearest
from advisor.frozen import Frozen
from advisor.knowledge import SIDES

LANES = ("keras-tensorflow", "keras-jax", "keras-torch", "pytorch-eager", "pytorch-compile")
REFERENCE = "pytorch-eager"  # the lane whose first weights all lanes start from
MARKER = re.compile(r"# --8<-- \[(start|end):([a-z_]+)\]")


class Programs(Frozen):
    """The programs of a topic. `facts` is its TOML file; `folder` is where the files are."""

    __slots__ = ("chapter", "facts", "folder", "topic")
    topic: str
    chapter: str
    folder: Path
    facts: dict[str, Any]

    @property
    def id(self) -> str:
        return f"{self.chapter}/{self.topic}"

    def file(self, lane: str) -> Path | None:
        """The program a lane runs; None where there is none, `reason` tells why."""
        if lane in self.facts.get("missing", {}):
            return None
        side, way = lane.split("-")
        names = [f"{side}_{way}", side] if side == "keras" else [side]
        found = (self.folder / f"{self.topic}_{name}.py" for name in names)
        return next((file for file in found if file.exists()), None)

    def lanes(self) -> list[str]:
        """The lanes that have a program, the reference first."""
        found = [lane for lane in LANES if self.file(lane)]
        return sorted(found, key=lambda lane: lane != REFERENCE)

    def files(self, side: str) -> list[Path]:
        """Every program of a side, one or one for each backend."""
        found = dict.fromkeys(self.file(lane) for lane in LANES if lane.startswith(side))
        return [file for file in found if file]

    def reason(self, lane: str) -> dict[str, str] | None:
        """Why a lane has no program, or cannot run the one there is, in both languages."""
        return self.facts.get("missing", {}).get(lane)  # type: ignore[no-any-return]


Topic = TypeVar("Topic", bound=Programs)


def on_the_right_side(figure: float, better: str, limit: float) -> bool:
    """Whether a figure keeps its limit; `better` is higher or lower."""
    return bool(figure >= limit if better == "higher" else figure <= limit)


def home() -> Path:
    """The folder of the snippets: beside the package in a checkout, inside it in a wheel."""
    package = Path(__file__).parent
    inside = package / "snippets"
    return inside if inside.is_dir() else package.parent / "snippets"


def read_facts(
    folder: Path, pattern: str, faults: list[str]
) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every TOML file of that pattern with what it holds; those that cannot be read are faults."""
    import tomllib

    for path in sorted(folder.glob(pattern)):
        try:
            yield path, tomllib.loads(path.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            faults.append(f"{path.relative_to(folder).as_posix()}: not valid TOML: {error}")


def edited(text: str, edits: list[list[str]]) -> str:
    """A program with the changes of a tuned variant."""
    for old, new in edits:
        text = text.replace(old, new, 1)
    return text


def plain(text: str) -> str:
    """A program without its region markers: what people copy."""
    kept = [line for line in text.splitlines() if not MARKER.fullmatch(line.strip())]
    return re.sub(r"\n{4,}", "\n\n\n", "\n".join(kept)) + "\n"


def regions(text: str) -> dict[str, str]:
    """The marked regions of a program by name, in order.

    Raises ValueError for a marker without its partner, or out of order.
    """
    found: dict[str, str] = {}
    name, lines = "", [""]
    for line in text.splitlines():
        match = MARKER.fullmatch(line.strip())
        if match is None:
            lines.append(line)
        elif match[1] == "start":
            if name or match[2] in found:
                raise ValueError(f"[start:{match[2]}] inside [{name}] or for the second time")
            name, lines = match[2], []
        else:
            if match[2] != name:
                raise ValueError(f"[end:{match[2]}] closes [start:{name}]")
            found[name] = "\n".join(lines).strip("\n")
            name = ""
    if name:
        raise ValueError(f"[start:{name}] is never closed")
    return found


def environment(lane: str, threads: int = 1, device: str = "cpu") -> dict[str, str]:
    """The process environment in which a program runs as this lane.

    The backend is set before Keras is imported; by default one thread, so that processes
    side by side do not slow each other, and CPU only, since other devices round
    differently. On `cuda` no framework takes more memory of the GPU than it needs.
    """
    own = {
        "OMP_NUM_THREADS": str(threads),
        "TF_NUM_INTRAOP_THREADS": str(threads),
        "TF_NUM_INTEROP_THREADS": str(threads),
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "PYTHONDONTWRITEBYTECODE": "1",  # snippets may lie where nothing can be written
    }
    if device == "cpu":
        own |= {"JAX_PLATFORMS": "cpu", "CUDA_VISIBLE_DEVICES": "-1"}
    else:
        own |= {"XLA_PYTHON_CLIENT_PREALLOCATE": "false", "TF_FORCE_GPU_ALLOW_GROWTH": "true"}
    side, way = lane.split("-")
    inherited = {k: v for k, v in os.environ.items() if k != "KERAS_BACKEND"}
    return inherited | own | ({"KERAS_BACKEND": way} if side == SIDES[0] else {})


def chosen(
    words: list[str], known: Mapping[str, Topic], faults: list[Fault], unknown: str = "unknown_pair"
) -> list[Topic]:
    """Those named by topic or folder/topic; all if none is named.

    A name that is unknown is added to `faults`, by the message `unknown`.
    """
    by_name = {**known, **{one.id: one for one in known.values()}}
    for word in words:
        if word not in by_name:
            faults.append(fault(unknown, name=word, nearest=nearest(word, list(by_name))))
    found = dict.fromkeys(by_name[word] for word in words if word in by_name)
    return list(found) if words else list(known.values())
