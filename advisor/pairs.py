"""The pairs: which there are, what is known of them, their files, lanes and regions.

A pair is `<chapter>/<topic>_keras.py`, `<topic>_pytorch.py` and the facts in
`<topic>.toml`; it is found by that file, so that adding one needs no list.
"""

import os
import re
from pathlib import Path
from typing import Any

from advisor.faults import Fault, KnowledgeError, fault, nearest
from advisor.frozen import Frozen
from advisor.knowledge import LANGUAGES, SIDES
from advisor.shapes import Spec, fields

REGIONS = ("load", "preprocess", "build", "train", "improve", "evaluate")
LANES = ("keras-tensorflow", "keras-jax", "keras-torch", "pytorch-eager", "pytorch-compile")
REFERENCE = "pytorch-eager"  # the lane whose first weights all lanes start from
MARKER = re.compile(r"# --8<-- \[(start|end):([a-z_]+)\]")

FACTS: Spec = {
    "place": int, "title": dict, "figure": dict, "better": str, "chance": (int, float),
    "floor": (int, float), "rows": int, "sgd_rate": (int, float), "band": (int, float),
    "differs": dict, "missing?": dict, "skipped?": dict, "sizes?": dict, "tuned?": dict,
}  # fmt: skip
# A tuned variant: the program with a few lines changed, on some of its lanes.
TUNED: Spec = {"lanes": list, "edits": list, **dict.fromkeys(LANGUAGES, str)}


class Pair(Frozen):
    """One pair. `facts` is its TOML file: see `FACTS`; `folder` is where its files are."""

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

    def columns(self) -> list[str]:
        """The lanes, the reference first, then the tuned variants as `lane variant`."""
        tuned = self.facts.get("tuned", {}).items()
        made = [f"{lane} {name}" for name, v in tuned for lane in v["lanes"] if self.file(lane)]
        return self.lanes() + made

    def edits(self, column: str) -> list[list[str]]:
        """What a tuned variant changes in the program: old and new text; nothing for a lane."""
        name = column.partition(" ")[2]
        return self.facts["tuned"][name]["edits"] if name else []

    def good(self, figure: float) -> bool:
        """Whether a figure is on the right side of the pair's limit."""
        limit = self.facts["floor"]
        return bool(figure >= limit if self.facts["better"] == "higher" else figure <= limit)


def home() -> Path:
    """The folder of the snippets: beside the package in a checkout, inside it in a wheel."""
    package = Path(__file__).parent
    inside = package / "snippets"
    return inside if inside.is_dir() else package.parent / "snippets"


def load_pairs(folder: Path | None = None) -> dict[str, Pair]:
    """Every pair by its topic, in the order of their places.

    Raises KnowledgeError with every fault of every file.
    """
    import tomllib

    folder = folder or home()
    faults: list[str] = []
    pairs: list[Pair] = []
    for path in sorted(folder.glob("*/*.toml")):
        name = path.relative_to(folder).as_posix()
        try:
            facts = tomllib.loads(path.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            faults.append(f"{name}: not valid TOML: {error}")
            continue
        pair = Pair(topic=path.stem, chapter=path.parent.name, folder=path.parent, facts=facts)
        faults += _faults(name, pair)
        pairs.append(pair)
    for what in ("place", "topic"):
        seen: dict[object, str] = {}
        for pair in pairs:
            key = pair.facts.get("place") if what == "place" else pair.topic
            if key in seen:
                faults.append(f"{pair.id}.toml: {what} {key} is taken by {seen[key]}")
            seen[key] = pair.id
    if faults:
        raise KnowledgeError(faults)
    return {p.topic: p for p in sorted(pairs, key=lambda p: p.facts["place"])}


def _faults(name: str, pair: Pair) -> list[str]:
    found = list(fields(name, pair.facts, FACTS))
    if found:
        return found
    texts = {n: pair.facts[n] for n in ("title", "figure", "differs")}
    texts |= {f"missing.{n}": v for n, v in pair.facts.get("missing", {}).items()}
    texts |= {f"skipped.{n}": v for n, v in pair.facts.get("skipped", {}).items()}
    for label, text in texts.items():
        found += fields(f"{name}: {label}", text, dict.fromkeys(LANGUAGES, str))
    if pair.facts["better"] not in ("higher", "lower"):
        found.append(f"{name}: better must be higher or lower")
    elif not pair.good(pair.facts["floor"]) or pair.good(pair.facts["chance"]):
        found.append(f"{name}: floor must be better than chance")
    for lane in LANES:
        if (pair.file(lane) is None) == (pair.reason(lane) is None):
            found.append(f"{name}: {lane} needs either a program or missing.{lane} with why")
    for variant, facts in pair.facts.get("tuned", {}).items():
        found += _tuned_faults(f"{name}: tuned.{variant}", pair, facts)
    return found


def _tuned_faults(label: str, pair: Pair, facts: dict[str, Any]) -> list[str]:
    found = list(fields(label, facts, TUNED))
    if found:
        return found
    for lane in facts["lanes"]:
        file = pair.file(lane) if lane in LANES else None
        text = file.read_text("utf-8") if file else ""
        for old, _ in facts["edits"]:
            if text.count(old) != 1:
                found.append(
                    f"{label}: {old!r} occurs {text.count(old)} times for {lane}, not once"
                )
    return found


def edited(text: str, edits: list[list[str]]) -> str:
    """A program with the changes of a tuned variant."""
    for old, new in edits:
        text = text.replace(old, new, 1)
    return text


def chosen(words: list[str], pairs: dict[str, Pair], faults: list[Fault]) -> list[Pair]:
    """The pairs named by topic or chapter/topic; all if none is named.

    A name that is unknown is added to `faults`.
    """
    by_name = pairs | {p.id: p for p in pairs.values()}
    for word in words:
        if word not in by_name:
            close = nearest(word, list(by_name))
            faults.append(fault("unknown_pair", name=word, nearest=close))
    found = dict.fromkeys(by_name[word] for word in words if word in by_name)
    return list(found) if words else list(pairs.values())


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
