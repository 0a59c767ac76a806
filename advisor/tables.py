"""From checked tables to the records that everything else works with."""

from collections.abc import Mapping

from advisor.knowledge import (
    LANGUAGES,
    Bound,
    Criterion,
    Indicator,
    Knowledge,
    Lane,
    Record,
    Rule,
)
from advisor.situation import Contradiction, Question
from advisor.store import Kept, Table


def build(found: Kept) -> Knowledge:
    """Knowledge from files that have passed their checks."""
    files: dict[str, dict[str, object]] = found.hot["files"]  # type: ignore[assignment]
    criteria = files["criteria.toml"]
    questions = files["questions.toml"]
    evidence = dict(
        _record(name, table)
        for name, table in sorted(files.items())
        if name.startswith("evidence/")
    )
    rules = [
        _rule(r)
        for name in sorted(files)
        if name.startswith("rules/")
        for r in _tables(files[name], "rule")
    ]
    firing = [all(bound.holds(evidence) for bound in rule.bounds) for rule in rules]
    return Knowledge(
        questions=tuple(_question(q) for q in _tables(questions, "question")),
        contradictions=tuple(
            Contradiction(when=c["when"], text=_text(c))
            for c in _tables(questions, "contradiction")
        ),
        criteria=tuple(
            Criterion(id=c["id"], text=_text(c), about=_text(c, "about_"))
            for c in _tables(criteria, "criterion")
        ),
        indicators={str(i["id"]): _indicator(i) for i in _tables(criteria, "indicator")},
        lanes=tuple(_lane(x) for x in _tables(files["lanes.toml"], "lane")),
        rules=tuple(rule for rule, fires in zip(rules, firing, strict=True) if fires),
        idle=tuple(rule for rule, fires in zip(rules, firing, strict=True) if not fires),
        evidence=evidence,
        messages={lang: files[f"text/{lang}.toml"] for lang in LANGUAGES},
        version=found.hot["version"],
        own=found.hot["own"],
        cold=found.cold,
    )


def _tables(table: Mapping[str, object], name: str) -> list[dict[str, object]]:
    return table.get(name, [])  # type: ignore[return-value]


def _text(table: Mapping[str, object], prefix: str = "") -> dict[str, object]:
    return {lang: table[prefix + lang] for lang in LANGUAGES}


def _question(table: Table) -> Question:
    values = _tables(table, "values")
    return Question(
        id=table["id"],
        default=table["default"],
        values=tuple(v["id"] for v in values),
        text=_text(table),
        value_text={str(v["id"]): _text(v) for v in values},
    )


def _indicator(table: Table) -> Indicator:
    optional = {name: table.get(name) for name in ("criterion", "scale", "better")}
    return Indicator(id=table["id"], name=_text(table, "name_"), text=_text(table), **optional)


def _lane(table: Table) -> Lane:
    return Lane(
        id=table["id"],
        side=table["side"],
        text=_text(table),
        install=table["install"],
        setup=table.get("setup"),
    )


def _rule(table: Table) -> Rule:
    evidence: list[str] = table["evidence"]  # type: ignore[assignment]
    return Rule(
        id=table["id"],
        when=table["when"],
        effect=table["effect"],
        evidence=tuple(evidence),
        text=_text(table),
        bounds=tuple(_bound(b) for b in _tables(table, "bounds")),
    )


def _bound(table: Table) -> Bound:
    return Bound(
        record=table["record"],
        lanes=f"{table['lane']} {table['against']}",
        below=table.get("below"),
        above=table.get("above"),
    )


def _record(path: str, table: Table) -> tuple[str, Record]:
    _, criterion, name = path.split("/")
    source = table["source"]
    ratios: dict[str, list[object]] = table.get("ratios", {})  # type: ignore[assignment]
    record = Record(
        id=name.removesuffix(".toml"),
        criterion=criterion,
        kind=table["kind"],
        indicator=table["indicator"],
        unit=table["unit"],
        as_of=table["as_of"],
        precision=table.get("precision", "day"),
        source=tuple(source) if isinstance(source, list) else (source,),
        counts=table.get("counts", 1.0),
        when=table.get("when", {}),
        values=table.get("value", {}),
        ratios={pair: tuple(found) for pair, found in ratios.items()},
    )
    return record.id, record
