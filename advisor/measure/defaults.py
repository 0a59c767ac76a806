"""Defaults that differ between Keras and PyTorch, read from the installed libraries.

`defaults.toml` lists them. How a value is read is told per side, in one of two forms:

    signature:OBJECT:PARAMETER  the default of a parameter, as `signature:torch.optim.Adam:eps`
    probe                       what the function named like the row returns; it stands in
                                `defaults_<side>/<topic>.py`

A process reads one side, so that it imports one library. Nothing is imported to load the rows.
"""

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import resolve_name

from advisor.faults import KnowledgeError
from advisor.frozen import Frozen
from advisor.knowledge import SIDES
from advisor.shapes import TEXT, Spec, fields
from advisor.store import Table, parse

FILE = Path(__file__).with_name("defaults.toml")
DIGITS = 3  # significant digits of a computed number, the same on every backend

Value = bool | int | float | str | None
Text = dict[str, str]

TOPIC: Spec = {"id": str, **TEXT}
ROW: Spec = {
    "id": str, "topic": str, "subject": dict, "keras": str, "pytorch": str, "consequence": dict,
}  # fmt: skip
LIBRARIES = {"keras": "keras", "pytorch": "torch"}


class Topic(Frozen):
    """A heading over several rows."""

    __slots__ = ("id", "text")
    id: str
    text: Text


class Row(Frozen):
    """One default: what it is, how each side's value is read, what the difference does."""

    __slots__ = ("id", "topic", "subject", "specs", "consequence")
    id: str
    topic: Topic
    subject: Text
    specs: dict[str, str]  # by side
    consequence: Text


def load_rows(path: Path = FILE) -> tuple[Row, ...]:
    """Every row, in the order of the file.

    Raises KnowledgeError with every fault of the file.
    """
    content = parse(str(path.parent), [path.name])[0][path.name]
    faults = list(_faults(content))
    if faults:
        raise KnowledgeError([f"{path.name}: {fault}" for fault in faults])
    topics = {
        t["id"]: Topic(id=t["id"], text={lang: t[lang] for lang in TEXT})
        for t in _tables(content, "topic")
    }
    return tuple(
        Row(
            id=row["id"],
            topic=topics[row["topic"]],
            subject=row["subject"],
            specs={side: row[side] for side in SIDES},
            consequence=row["consequence"],
        )
        for row in _tables(content, "default")
    )


def _tables(content: Mapping[str, object], name: str) -> list[Table]:
    found = content.get(name)
    return found if isinstance(found, list) else []


def _faults(content: Table) -> Iterator[str]:
    sections = {"topic": TOPIC, "default": ROW}
    for name in content.keys() - sections.keys():
        yield f"unknown section {name}"
    for name, spec in sections.items():
        if not _tables(content, name):
            yield f"needs at least one [[{name}]]"
        seen: set[str] = set()
        for i, table in enumerate(_tables(content, name), 1):
            label = f"{name} {table.get('id', i) if isinstance(table, dict) else i}"
            yield from fields(label, table, spec)
            if label in seen:
                yield f"{label}: the id is taken"
            seen.add(label)
    yield from _row_faults(content)


def _row_faults(content: Table) -> Iterator[str]:
    known = {str(t["id"]) for t in _tables(content, "topic") if isinstance(t, dict) and "id" in t}
    rows = [row for row in _tables(content, "default") if isinstance(row, dict)]
    for i, row in enumerate(rows, 1):
        label = f"default {row.get('id', i)}"
        if not re.fullmatch(r"[a-z][a-z0-9_]*", str(row.get("id", "a"))):
            yield f"{label}: an id is the name of a function, in small letters"
        if "topic" in row and str(row["topic"]) not in known:
            yield f"{label}: unknown topic {row['topic']}; known are {', '.join(sorted(known))}"
        for name in ("subject", "consequence"):
            if isinstance(row.get(name), dict):
                yield from fields(f"{label}: {name}", row[name], TEXT)
        for side, library in LIBRARIES.items():
            form = rf"probe|signature:{library}(\.\w+)+:\w+"
            if not re.fullmatch(form, str(row.get(side, "probe"))):
                yield f"{label}: {side} must be probe or signature:{library}.OBJECT:PARAMETER"
    for topic in sorted(known - {str(row.get("topic")) for row in rows}):
        yield f"topic {topic}: has no rows"


def read(side: str, rows: Iterable[Row] | None = None) -> dict[str, Value]:
    """The value of every row on one side, by id. Imports that side's library.

    Keras runs on the backend that KERAS_BACKEND names; the values do not depend on it.
    """
    rows = load_rows() if rows is None else rows
    return {row.id: _value(row, side) for row in rows}


def _value(row: Row, side: str) -> Value:
    found: object
    spec = row.specs[side]
    if spec == "probe":
        probes = import_module(f"advisor.measure.defaults_{side}.{row.topic.id}")
        found = getattr(probes, row.id)()
        if isinstance(found, float):
            found = float(f"{found:.{DIGITS}g}") + 0.0  # + 0.0: never -0.0
    else:
        _, where, parameter = spec.split(":")
        found = inspect.signature(resolve_name(where)).parameters[parameter].default
    if found is None or isinstance(found, bool | int | float | str):
        return found
    raise TypeError(f"{row.id}: {spec} gives {found!r}, which is no plain value")
