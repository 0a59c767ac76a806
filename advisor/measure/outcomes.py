"""From what a process did to an outcome by which two runs can be compared. Pure."""

import re
from math import isfinite
from typing import Any

from advisor.laboratory import Mistake, Probe
from advisor.measure.code import count
from advisor.measure.processes import Outcome
from advisor.programs import plain, regions

Row = dict[str, Any]
LONGEST = 800  # characters of a message that are kept
# Paths, addresses and times differ between machines and runs, and tell nothing.
NOISE = (
    (re.compile(r"\x1b\[[0-9;]*m"), ""),
    (re.compile(r"(?:/[\w.+@-]+)+/site-packages/"), ""),
    (re.compile(r"(?:/[\w.+@-]+){2,}/(?=[\w.+-]+)"), "…/"),
    (re.compile(r"0x[0-9a-fA-F]{4,}"), "0x…"),
    (re.compile(r"\b\d+(?:\.\d+)? ?(?:ms|s|seconds)\b"), "… s"),
)
DIGITS = 4  # of a value that is kept


def clean(text: str) -> str:
    """A message without what differs from run to run."""
    for pattern, instead in NOISE:
        text = pattern.sub(instead, text)
    lines = [line.rstrip() for line in text.strip().splitlines()]
    kept = "\n".join(line for line in lines if line)
    return kept if len(kept) <= LONGEST else kept[:LONGEST].rstrip() + " …"


def examined(probe: Probe, lane: str, outcome: Outcome) -> Row:
    """The row of a probe: works, detour, fails, or how the process ended.

    `stage` is the function in which it failed; `lines` are the statements of the program,
    `detour` those of them that are needed only because there is no direct way.
    """
    file = probe.file(lane)
    assert file is not None
    text = file.read_text("utf-8")
    around = regions(text).get("detour", "")
    row = _row(probe.topic, lane, outcome) | {
        "group": probe.facts["group"],
        "lines": count(plain(text)).lines,
        "detour": count(around).lines if around else 0,
    }
    if row["status"] == "ok":
        held = probe.holds(outcome.values["value"])  # before it is rounded
        row["status"] = ("detour" if around else "works") if held else "fails"
        if not held:
            found = f"{row['value']}, not {probe.facts['expected']:g}"
            row |= {"stage": "result", "message": found}
    elif row["status"] == "raised":
        row["status"] = "fails"
    return row


def judged(mistake: Mistake, lane: str, right: Outcome, wrong: Outcome) -> Row:
    """The row of a mistake: caught, warned, silent, harmless, or what is wrong with the twin.

    Silent is: it ran to its end, said nothing, and its figure is not that of a right
    program. `shows` is what the message names.
    """
    row = _row(mistake.topic, lane, wrong)
    twin = _row(mistake.topic, lane, right)
    said = [text for text in row.pop("warnings") if text not in twin["warnings"]]
    row |= {"category": mistake.facts["category"], "right": twin["value"], "shows": []}
    if twin["status"] == "missing":
        return row
    if twin["status"] != "ok" or not mistake.good(float(twin["value"])):
        message = twin["message"] or str(twin["value"])
        return row | {"status": "broken", "message": message}
    row["harm"] = row["status"] != "ok" or not mistake.good(float(row["value"]))
    if row["status"] == "raised":
        row["status"] = "caught"
    elif row["status"] == "ok":
        row["status"] = "warned" if said else "silent" if row["harm"] else "harmless"
        row["message"] = "\n".join(said)
    patterns = mistake.facts.get("shows", {})
    return row | {"shows": [x for x, p in patterns.items() if re.search(p, row["message"])]}


def absent(one: Probe | Mistake, lane: str) -> Row:
    """The row of a lane that has no program, with the reason in both languages."""
    found = one.absent(lane)
    assert found is not None
    name = "group" if isinstance(one, Probe) else "category"
    return {"id": one.topic, "lane": lane, "status": found[0], "why": found[1],
            name: one.facts[name]}  # fmt: skip


def _row(name: str, lane: str, outcome: Outcome) -> Row:
    values = outcome.values
    row = {
        "id": name, "lane": lane, "status": outcome.status, "stage": values.get("stage", ""),
        "message": clean(values.get("error", "") or outcome.message), "value": None,
        "warnings": [clean(text) for text in values.get("warnings", [])],
    }  # fmt: skip
    if "error" in values:
        row["status"] = "raised"
    elif "value" in values:
        number = float(f"{values['value']:.{DIGITS}g}")
        row["value"] = number if isfinite(number) else str(number)  # JSON has no infinity
    return row


COMPARED = ("status", "stage", "shows")


def differences(old: Row, new: Row) -> list[str]:
    """In what two rows of the same lane differ that should not: their outcome."""
    return [name for name in COMPARED if old.get(name) != new.get(name)]
