"""The pairs: which there are, what is known of them, their files, lanes and regions.

A pair is `<chapter>/<topic>_keras.py`, `<topic>_pytorch.py` and the facts in
`<topic>.toml`; it is found by that file, so that adding one needs no list.
"""

from pathlib import Path
from typing import Any

from advisor.faults import KnowledgeError
from advisor.knowledge import LANGUAGES
from advisor.programs import LANES, Programs, home, on_the_right_side, read_facts
from advisor.shapes import Spec, fields

LABORATORIES = ("capabilities", "mistakes")  # whose programs are no pairs
REGIONS = ("load", "preprocess", "build", "train", "improve", "evaluate")

FACTS: Spec = {
    "place": int, "title": dict, "figure": dict, "better": str, "chance": (int, float),
    "floor": (int, float), "rows": int, "sgd_rate": (int, float), "band": (int, float),
    "differs": dict, "missing?": dict, "skipped?": dict, "sizes?": dict, "tuned?": dict,
    "replica?": dict,
}  # fmt: skip
# Besides the program as printed: arguments of its functions. `replica` copies a published row.
REPLICA = "replica"
SIZES = ("large", REPLICA)
# A tuned variant: the program with a few lines changed, on some of its lanes.
TUNED: Spec = {"lanes": list, "edits": list, **dict.fromkeys(LANGUAGES, str)}


class Pair(Programs):
    """One pair. `facts`: see `FACTS`."""

    def columns(self) -> list[str]:
        """The lanes, the reference first, then the tuned variants as `lane variant`."""
        tuned = self.facts.get("tuned", {}).items()
        made = [f"{lane} {name}" for name, v in tuned for lane in v["lanes"] if self.file(lane)]
        return self.lanes() + made

    def edits(self, column: str) -> list[list[str]]:
        """What a tuned variant changes in the program: old and new text; nothing for a lane."""
        name = column.partition(" ")[2]
        return self.facts["tuned"][name]["edits"] if name else []

    def timed(self, device: str) -> bool:
        """Whether it is timed unasked: one that is there for its replica only on a GPU."""
        sizes = self.facts.get("sizes")
        return sizes is not None and (device == "cuda" or set(sizes) != {REPLICA})

    def good(self, figure: float) -> bool:
        """Whether a figure is on the right side of the pair's limit."""
        return on_the_right_side(figure, self.facts["better"], self.facts["floor"])


def load_pairs(folder: Path | None = None) -> dict[str, Pair]:
    """Every pair by its topic, in the order of their places.

    Raises KnowledgeError with every fault of every file.
    """
    folder = folder or home()
    faults: list[str] = []
    pairs: list[Pair] = []
    for path, facts in read_facts(folder, "*/*.toml", faults):
        if path.parent.name in LABORATORIES:
            continue
        pair = Pair(topic=path.stem, chapter=path.parent.name, folder=path.parent, facts=facts)
        faults += _faults(path.relative_to(folder).as_posix(), pair)
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
    texts |= {REPLICA: pair.facts[REPLICA]} if REPLICA in pair.facts else {}
    for label, text in texts.items():
        found += fields(f"{name}: {label}", text, dict.fromkeys(LANGUAGES, str))
    if pair.facts["better"] not in ("higher", "lower"):
        found.append(f"{name}: better must be higher or lower")
    elif not pair.good(pair.facts["floor"]) or pair.good(pair.facts["chance"]):
        found.append(f"{name}: floor must be better than chance")
    for lane in LANES:
        if (pair.file(lane) is None) == (pair.reason(lane) is None):
            found.append(f"{name}: {lane} needs either a program or missing.{lane} with why")
    sizes = pair.facts.get("sizes", {})
    found += [
        f"{name}: sizes.{x} must be one of {', '.join(SIZES)}" for x in sizes if x not in SIZES
    ]
    if (REPLICA in sizes) != (REPLICA in pair.facts):
        found.append(f"{name}: sizes.{REPLICA} and [{REPLICA}], which says of what, go together")
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
