"""Evidence that was measured: its values are read from runs, never typed.

A record of times says where: `source = "run:<run>/<group>/<measure>"`. It gets the time of
every lane, or why there is none, and the ratios of the lanes with their words. What other
records stand on, `executed` reads.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from advisor import executed, runs
from advisor.knowledge import LANGUAGES
from advisor.store import Table

PREFIX = "run:"
# A unit of a record -> how many of it are one second.
UNITS = {"ms per update": 1e3, "ms per call": 1e3, "s per program": 1.0}
DIGITS = 4


def fill(files: Mapping[str, Table], folder: Path, own: Path | None = None) -> list[str]:
    """Read `value`, `ratios` and `as_of` of every measured record from its run.

    `folder` holds the published runs. With `own`, a run of this machine, every record is
    read from that one instead. Returns a line for each record or run at fault.
    """
    faults: list[str] = []
    read: dict[Path, Mapping[str, Any]] = {}
    newest = cache(lambda kind: runs.newest(kind, folder))
    lanes = _lanes(files)
    for name, table in files.items():
        if not name.startswith("evidence/") or table.get("kind") != "measured":
            continue
        if given := [field for field in ("value", "as_of") if field in table]:
            faults += [f"{name}: {field} is read from the run; remove it" for field in given]
        elif executed.stands_on(table.get("source")):
            faults += executed.fill(name, table, newest, lanes)
            _in_words(table, files)
        else:
            faults += _fill(name, table, files, folder, own, read)
    return faults


def _fill(
    name: str, table: Table, files: Mapping[str, Table], folder: Path, own: Path | None,
    read: dict[Path, Mapping[str, Any]],
) -> Iterator[str]:  # fmt: skip
    source = table.get("source")
    if not str(source).startswith(PREFIX):
        return
    try:
        run, group, measure = str(source).removeprefix(PREFIX).split("/")
        factor = UNITS[str(table.get("unit"))]
    except (ValueError, KeyError):
        yield f"{name}: needs source run:<run>/<group>/<measure> and unit {', '.join(UNITS)}"
        return
    place = own or folder / run
    if place not in read:
        read[place] = runs.read(place)
    parts = read[place]
    lines = [x for x in parts.get("table", []) if (x["group"], x["measure"]) == (group, measure)]
    if not lines and not own:
        yield f"{name}: {run} has no {measure} of {group}; name a run that has"
        return
    table["source"] = f"{PREFIX}{place.name}/{group}/{measure}"
    table["as_of"] = parts["protocol"]["started"][:10]
    _, topic, size, *_ = group.split(".")
    table["again"] = f"measure speed {topic} --part {size}"
    table["value"] = _values(lines, files, factor)
    table["ratios"] = {
        f"{x['column']} {base}": [ratio["ratio"], ratio["low"], ratio["high"], ratio["word"]]
        for x in lines
        for base, ratio in x["against"].items()
    }


def _values(
    lines: list[dict[str, Any]], files: Mapping[str, Table], factor: float
) -> dict[str, object]:
    """The value of every lane in the unit of the record, or the reason why there is none."""
    by_lane = {x["column"]: x for x in lines}
    found: dict[str, object] = {}
    for lane in _lanes(files):
        line = by_lane.get(lane)
        if line is not None and line["value"] is not None:
            found[lane] = float(f"{line['value'] * factor:.{DIGITS}g}")
        else:
            found[lane] = _words(line["status"] if line else "not_measured", files)
    return found


# What is missing in these files is told by their checks, which come next.


def _lanes(files: Mapping[str, Table]) -> list[str]:
    lanes: list[Table] = files.get("lanes.toml", {}).get("lane", [])  # type: ignore[assignment]
    return [str(lane["id"]) for lane in lanes]


def _words(status: str, files: Mapping[str, Table]) -> dict[str, object]:
    texts = {lang: files.get(f"text/{lang}.toml", {}).get("status", {}) for lang in LANGUAGES}
    return {lang: known.get(status) for lang, known in texts.items()}  # type: ignore[attr-defined]


def _in_words(table: Table, files: Mapping[str, Table]) -> None:
    """Why there is no value, where there is none, in both languages."""
    values: dict[str, object] = table.get("value", {})  # type: ignore[assignment]
    for lane, value in values.items():
        if isinstance(value, str):
            values[lane] = _words(value, files)
