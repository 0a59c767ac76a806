"""The laboratory: programs that show what works where, and what happens to mistakes.

A probe is a topic under `snippets/capabilities/`, a mistake one under `snippets/mistakes/`;
each is found by its TOML file. Every program has `main()`, which returns a number.
"""

from pathlib import Path
from typing import Any

from advisor.faults import KnowledgeError
from advisor.knowledge import LANGUAGES
from advisor.programs import LANES, Programs, home, on_the_right_side, read_facts
from advisor.shapes import NAMES, Spec, fields

EXAMINED = LANES[:4]  # torch.compile is PyTorch's own; what it can do is a probe
WITHIN = 1e-4  # how far the number of a probe may be from the one it proves

PROBE: Spec = {
    "group": str, "title": dict, "proves": dict, "expected": (int, float),
    "within?": (int, float), "needs?": NAMES, "not_applicable?": dict, "not_measured?": dict,
    "searched?": dict,
}  # fmt: skip
MISTAKE: Spec = {
    "category": str, "title": dict, "happens": dict, "figure": dict, "better": str,
    "limit": (int, float), "wrong": dict, "impossible?": dict, "shows?": dict, "sources": NAMES,
}  # fmt: skip
SHOWN = ("layer", "shapes", "fix")  # what a message may name


class Probe(Programs):
    """A capability. `facts`: see `PROBE`; `not_applicable` and `not_measured` say by lane why
    it has no program, `searched` what was looked for before a lane was said to fail or to need
    a detour."""

    def absent(self, lane: str) -> tuple[str, dict[str, str]] | None:
        """not_applicable or not_measured, and why, where a lane has no program."""
        for status in ("not_applicable", "not_measured"):
            if why := self.facts.get(status, {}).get(lane):
                return status, why
        return None

    def holds(self, number: float) -> bool:
        """Whether this is the number that proves it."""
        return bool(abs(number - self.facts["expected"]) <= self.facts.get("within", WITHIN))


class Mistake(Programs):
    """A mistake. `facts`: see `MISTAKE`; the programs are right, `wrong` says by side, or by
    the end of a file's name, what makes them wrong; `impossible` by side why it cannot be
    made there; `shows` patterns of what a message may name."""

    def absent(self, lane: str) -> tuple[str, dict[str, str]] | None:
        """impossible, and why, where this side's design leaves no room for the mistake."""
        why = self.facts.get("impossible", {}).get(lane.split("-")[0])
        return ("impossible", why) if why else None

    def edits(self, lane: str) -> list[list[str]]:
        """What makes the program of a lane wrong: old and new text."""
        file, wrong = self.file(lane), self.facts["wrong"]
        assert file is not None
        found: list[list[str]] = wrong.get(file.stem.removeprefix(f"{self.topic}_"), [])
        return found or wrong[lane.split("-")[0]]

    def good(self, figure: float) -> bool:
        """Whether a figure is that of a right program."""
        return on_the_right_side(figure, self.facts["better"], self.facts["limit"])


def load_probes(folder: Path | None = None) -> dict[str, Probe]:
    """Every probe by its id. Raises KnowledgeError with every fault of every file."""
    return {p.topic: p for p in _load(Probe, "capabilities", PROBE, folder)}  # type: ignore[misc]


def load_mistakes(folder: Path | None = None) -> dict[str, Mistake]:
    """Every mistake by its id. Raises KnowledgeError with every fault of every file."""
    return {m.topic: m for m in _load(Mistake, "mistakes", MISTAKE, folder)}  # type: ignore[misc]


def _load(kind: Any, name: str, spec: Spec, folder: Path | None) -> list[Programs]:
    folder = folder or home()
    faults: list[str] = []
    found = []
    for path, facts in read_facts(folder, f"{name}/*.toml", faults):
        label = path.relative_to(folder).as_posix()
        one = kind(topic=path.stem, chapter=name, folder=path.parent, facts=facts)
        own = list(fields(label, facts, spec)) or _faults(label, one)
        faults += own
        found.append(one)
    if faults:
        raise KnowledgeError(faults)
    return found


def _faults(label: str, one: Any) -> list[str]:
    facts: dict[str, Any] = one.facts
    found: list[str] = []
    names: tuple[str, ...] = ("title", "proves", "happens", "figure")
    texts = {name: facts[name] for name in names if name in facts}
    for name in ("not_applicable", "not_measured", "searched", "impossible"):
        texts |= {f"{name}.{key}": text for key, text in facts.get(name, {}).items()}
    for name, text in texts.items():
        found += fields(f"{label}: {name}", text, dict.fromkeys(LANGUAGES, str))
    for lane in EXAMINED:
        if (one.file(lane) is None) == (one.absent(lane) is None):
            found.append(f"{label}: {lane} needs either a program or why it has none")
    if isinstance(one, Mistake):
        found += _mistake_faults(label, one)
    return found


def _mistake_faults(label: str, one: Mistake) -> list[str]:
    facts, found = one.facts, []
    if facts["better"] not in ("higher", "lower"):
        found.append(f"{label}: better must be higher or lower")
    found += [f"{label}: shows.{x} must be one of {', '.join(SHOWN)}"
              for x in facts.get("shows", {}) if x not in SHOWN]  # fmt: skip
    for lane in EXAMINED:
        if (file := one.file(lane)) is None:
            continue
        try:
            edits = one.edits(lane)
        except KeyError:
            found.append(f"{label}: wrong.{lane.split('-')[0]} must say what makes {lane} wrong")
            continue
        text = file.read_text("utf-8")
        found += [f"{label}: {old!r} occurs {text.count(old)} times in {file.name}, not once"
                  for old, _ in edits if text.count(old) != 1]  # fmt: skip
    return found
