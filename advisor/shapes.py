"""The shape of the data files: which fields each table has, and of what type."""

from collections.abc import Iterator, Mapping

from advisor.knowledge import LANGUAGES
from advisor.situation import CRITERIA
from advisor.store import Table

Spec = Mapping[str, object]
TEXT: dict[str, object] = dict.fromkeys(LANGUAGES, str)
NAMES = "a list of strings"  # a type of field that is no Python type
# Field -> type; a name that ends in ? may be missing.
RULE: Spec = {"id": str, "when": dict, "effect": dict, "evidence": NAMES, "bounds?": list, **TEXT}
BOUND: Spec = {
    "record": str, "lane": str, "against": str, "below?": (int, float), "above?": (int, float),
}  # fmt: skip
RECORD: Spec = {
    "kind": str, "indicator": str, "unit": str, "as_of": str, "precision?": str,
    "source": (str, list), "counts?": (int, float), "when?": dict, "title": dict,
    "method": dict, "caveat?": dict, "detail?": dict, "fact?": dict, "value?": dict,
    "context?": list, "series?": dict, "ratios?": dict, "again?": str,
}  # fmt: skip
CONTEXT: Spec = {"of": dict, "value": (int, float, str), "as_of": str, "source": str, "note?": dict}
QUESTION: Spec = {"id": str, "default": str, "values": list, **TEXT}
VALUE: Spec = {"id": str, **TEXT}
CRITERION: Spec = {"id": str, **TEXT, **{f"about_{lang}": str for lang in LANGUAGES}}
INDICATOR: Spec = {
    "id": str, "criterion?": str, "scale?": str, "better?": str, **TEXT,
    **{f"name_{lang}": str for lang in LANGUAGES},
}  # fmt: skip
LANE: Spec = {"id": str, "side": str, "install": str, "setup?": str, **TEXT}
CONTRADICTION: Spec = {"when": dict, **TEXT}
RULE_LETTERS = {
    "ease_of_use": "E", "performance": "P", "flexibility": "F", "community_support": "C",
    "vetoes": "V", "weights": "W", "runtimes": "R",
}  # fmt: skip


def fields(where: str, table: object, spec: Spec) -> Iterator[str]:
    """The faults of one table against its specification."""
    if not isinstance(table, dict):
        yield f"{where}: must be a table"
        return
    known = {name.rstrip("?"): kind for name, kind in spec.items()}
    for name in table.keys() - known.keys():
        yield f"{where}: unknown field {name}; known are {', '.join(sorted(known))}"
    for name, kind in spec.items():
        plain = name.rstrip("?")
        if plain not in table:
            if plain == name:
                yield f"{where}: field {name} is missing"
        elif _mistyped(table[plain], kind):
            yield f"{where}: field {plain} is empty or of the wrong type"


def _mistyped(value: object, kind: object) -> bool:
    if kind is NAMES:
        return not (isinstance(value, list) and all(isinstance(x, str) and x for x in value))
    wrong = isinstance(value, bool) or not isinstance(value, kind)  # type: ignore[arg-type]
    return wrong or value in ("", [])


# File -> its sections; a section that ends in ? may be missing.
SECTIONS: dict[str, dict[str, Spec]] = {
    "questions.toml": {"question": QUESTION, "contradiction?": CONTRADICTION},
    "criteria.toml": {"criterion": CRITERION, "indicator": INDICATOR},
    "lanes.toml": {"lane": LANE},
    **{f"rules/{name}.toml": {"rule": RULE} for name in RULE_LETTERS},
}


def shape_faults(files: Mapping[str, Table]) -> Iterator[str]:
    """Every table with an unknown, missing or mistyped field; every file out of place."""
    for file, table in files.items():
        if file in SECTIONS:
            yield from _section_faults(file, table, SECTIONS[file])
        elif file.startswith("evidence/"):
            yield from _record_shape(file, table)
        elif not file.startswith("text/"):
            yield f"{file}: unknown file; known are {', '.join(SECTIONS)}, evidence/ and text/"


def _section_faults(file: str, content: Table, sections: Mapping[str, Spec]) -> Iterator[str]:
    for name in content.keys() - {s.rstrip("?") for s in sections}:
        yield f"{file}: unknown section [[{name}]]"
    for section, spec in sections.items():
        name = section.rstrip("?")
        tables = content.get(name, [] if section.endswith("?") else None)
        if not isinstance(tables, list):
            yield f"{file}: needs at least one [[{name}]]"
            continue
        for i, table in enumerate(tables):
            label = table.get("id", i + 1) if isinstance(table, dict) else i + 1
            yield from fields(f"{file}: {name} {label}", table, spec)
            bounds = table.get("bounds") if spec is RULE and isinstance(table, dict) else None
            for j, bound in enumerate(bounds if isinstance(bounds, list) else []):
                yield from fields(f"{file}: {name} {label}: bound {j + 1}", bound, BOUND)
            values = table.get("values") if spec is QUESTION and isinstance(table, dict) else None
            for j, value in enumerate(values if isinstance(values, list) else []):
                yield from fields(f"{file}: {name} {label}: value {j + 1}", value, VALUE)


def _record_shape(file: str, table: Table) -> Iterator[str]:
    yield from fields(file, table, RECORD)
    parts = file.split("/")
    if len(parts) != 3 or parts[1] not in CRITERIA:
        yield f"{file}: belongs in evidence/<criterion>/, one of {', '.join(CRITERIA)}"
    source = table.get("source")
    if isinstance(source, list) and _mistyped(source, NAMES):
        yield f"{file}: source must be a text or a list of texts"
    texts: list[tuple[str, object]] = [
        (n, table[n]) for n in ("title", "method", "caveat", "detail", "fact") if n in table
    ]
    values = table.get("value", {})
    if isinstance(values, dict):
        texts += [(f"value.{n}", v) for n, v in values.items() if not isinstance(v, int | float)]
    context = table.get("context", [])
    for i, entry in enumerate(context if isinstance(context, list) else []):
        yield from fields(f"{file}: context {i + 1}", entry, CONTEXT)
        if isinstance(entry, dict):
            texts += [(f"context {i + 1}.{n}", entry[n]) for n in ("of", "note") if n in entry]
    for name, text in texts:
        yield from fields(f"{file}: {name}", text, TEXT)
