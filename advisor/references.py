"""What the data files say of each other: ids, conditions, evidence, values, messages."""

import re
from collections.abc import Iterator, Mapping
from math import isfinite

from advisor.dates import day_number, iso_date
from advisor.knowledge import KINDS, LANGUAGES, SIDES
from advisor.rule_references import rule_faults, veto_faults, when_faults
from advisor.situation import CRITERIA
from advisor.store import Table

SCALES = ("ratio", "share", "percent")
BETTER = ("lower", "higher")
# A web address, a commit or thread of a repository, a recorded run, or a named version or date.
LOCATORS = "address, repository@commit, run:, version or date"
LOCATOR = re.compile(r"https?://|@[0-9a-f]{7,}|#\d+|^run:|\d+\.\d+|20\d\d")


def reference_faults(files: Mapping[str, Table], today: str) -> Iterator[str]:
    values = _question_values(files["questions.toml"]["question"])
    indicators = {str(i["id"]): i for i in _list(files["criteria.toml"]["indicator"])}
    lanes = {str(x["id"]): str(x["side"]) for x in _list(files["lanes.toml"]["lane"])}
    evidence = {
        name.split("/")[-1].removesuffix(".toml"): table
        for name, table in files.items()
        if name.startswith("evidence/")
    }
    words = files[f"text/{LANGUAGES[0]}.toml"].get("unit", {})
    units = set(words) if isinstance(words, dict) else set()
    yield from _ids(files)
    criteria = [str(c["id"]) for c in _list(files["criteria.toml"]["criterion"])]
    if criteria != list(CRITERIA):
        yield f"criteria.toml: the criteria are, in this order, {', '.join(CRITERIA)}"
    for name, indicator in indicators.items():
        where, scored = f"criteria.toml: indicator {name}", indicator.get("criterion")
        if scored is not None and (scored not in CRITERIA or indicator.get("scale") not in SCALES):
            yield f"{where} needs a known criterion and a scale of {', '.join(SCALES)}"
        if indicator.get("scale") == "ratio" and indicator.get("better") not in BETTER:
            yield f"{where} needs better = {' or '.join(BETTER)}"
    for lane, side in lanes.items():
        if side not in SIDES:
            yield f"lanes.toml: {lane} has side {side}; known are {', '.join(SIDES)}"
    for q in _list(files["questions.toml"]["question"]):
        if q["default"] not in values[str(q["id"])]:
            yield f"questions.toml: {q['id']}: default {q['default']} is none of its values"
    for i, c in enumerate(_list(files["questions.toml"].get("contradiction", []))):
        yield from when_faults(f"questions.toml: contradiction {i + 1}", c["when"], values)
    for file, table in files.items():
        if file.startswith("rules/"):
            for rule in _list(table["rule"]):
                yield from rule_faults(file, rule, values, lanes, evidence)
        elif file.startswith("evidence/"):
            yield from _record(file, table, values, indicators, lanes, today)
            if table["unit"] not in units:
                yield f"{file}: unit {table['unit']} has no words in text/*.toml, section [unit]"
    yield from veto_faults(files, values, lanes)


def _ids(files: Mapping[str, Table]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for file, table in files.items():
        entries = [r["id"] for r in _list(table["rule"])] if file.startswith("rules/") else []
        if file.startswith("evidence/"):
            entries = [file.split("/")[-1].removesuffix(".toml")]
        for entry in map(str, entries):
            if entry in seen:
                yield f"{file}: id {entry} is taken by {seen[entry]}"
            seen[entry] = file


def _record(
    file: str,
    table: Table,
    values: Mapping[str, list[str]],
    indicators: Mapping[str, Table],
    lanes: Mapping[str, str],
    today: str,
) -> Iterator[str]:
    source = table["source"] if isinstance(table["source"], list) else [table["source"]]
    for entry in map(str, source):
        if not LOCATOR.search(entry):
            yield f"{file}: source {entry!r} has no locator: {LOCATORS}"
    if table["kind"] not in KINDS:
        yield f"{file}: kind must be one of {', '.join(KINDS)}"
    if (table["kind"] == "measured") != str(source[0]).startswith("run:"):
        yield f"{file}: kind measured and a source that starts with run: go together"
    if table.get("precision", "day") not in ("day", "month", "year"):
        yield f"{file}: precision must be day, month or year"
    contexts = [
        (f" context {i + 1}", c["as_of"]) for i, c in enumerate(_list(table.get("context", [])))
    ]
    for label, as_of in [("", table["as_of"]), *contexts]:
        try:
            if iso_date(day_number(str(as_of))) != as_of:
                raise ValueError
        except (ValueError, OverflowError, OSError):
            yield f"{file}:{label} as_of {as_of} is not a date"
        else:
            if str(as_of) > today:
                yield f"{file}:{label} as_of {as_of} lies in the future"
    yield from when_faults(file, table.get("when", {}), values)
    counts = table.get("counts", 1)
    if not 0 <= counts <= 1:  # type: ignore[operator]
        yield f"{file}: counts must be 0 to 1"
    elif counts != 1 and "caveat" not in table:
        yield f"{file}: counts less than 1 and has no caveat that says why"
    if table["indicator"] not in indicators:
        yield f"{file}: unknown indicator {table['indicator']}; known are {', '.join(indicators)}"
        return
    indicator = indicators[str(table["indicator"])]
    if ("fact" in table) == ("value" in table):
        yield f"{file}: needs either [value] or fact"
    elif "value" in table:
        yield from _values(file, table, indicator, lanes)
    elif indicator.get("criterion") is not None:
        yield f"{file}: a fact cannot be scored; its indicator must be one without criterion"
    if indicator.get("criterion") not in (None, file.split("/")[1]):
        yield f"{file}: indicator {table['indicator']} belongs to {indicator['criterion']}"


def _values(file: str, table: Table, indicator: Table, lanes: Mapping[str, str]) -> Iterator[str]:
    value: Table = table["value"]  # type: ignore[assignment]
    for key in value.keys() - lanes.keys() - set(SIDES):
        yield f"{file}: value.{key} is neither a side nor a lane"
    for lane, side in lanes.items():
        if lane not in value and side not in value:
            yield f"{file}: no value for {lane}; give a number, or why there is none in en and zh"
    for key, number in value.items():
        if isinstance(number, int | float):
            if not isfinite(number):
                yield f"{file}: value.{key} must be a finite number"
            if indicator.get("scale") == "percent" and not 0 <= number <= 100:
                yield f"{file}: value.{key} must be 0 to 100"
            if indicator.get("scale") == "ratio" and number <= 0:
                yield f"{file}: value.{key} must be above 0 to enter a ratio"
            if indicator.get("scale") == "share" and not 0 <= number <= 1:
                yield f"{file}: value.{key} must be 0 to 1"


def text_faults(files: Mapping[str, Table]) -> Iterator[str]:
    english, chinese = (dict(_flat(files[f"text/{lang}.toml"])) for lang in LANGUAGES)
    for name in english.keys() ^ chinese.keys():
        yield f"text/{'zh' if name in english else 'en'}.toml: message {name} is missing"
    for name in english.keys() & chinese.keys():
        if sorted(re.findall(r"{\w+", english[name])) != sorted(re.findall(r"{\w+", chinese[name])):
            yield f"text/zh.toml: message {name} has other placeholders than the English one"


def _flat(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield prefix + name, str(value)


def _question_values(questions: object) -> dict[str, list[str]]:
    return {str(q["id"]): [str(v["id"]) for v in _list(q["values"])] for q in _list(questions)}


def _list(tables: object) -> list[Table]:
    assert isinstance(tables, list)
    return tables
