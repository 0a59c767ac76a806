"""What the rules say of questions, lanes and evidence must be there to be said of."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import product

from advisor.knowledge import SIDES
from advisor.shapes import NAMES, RULE_LETTERS, Spec, fields
from advisor.situation import CRITERIA
from advisor.store import Table

EFFECTS: dict[str, Spec] = {
    "criterion": {"criterion": str, "side": str, "points": (int, float)},
    "weigh": {"weigh": str, "factor": (int, float)},
    "runtime": {"runtime": str, "points": (int, float)},
    "veto": {"veto": NAMES},
}


def when_faults(where: str, when: object, values: Mapping[str, list[str]]) -> Iterator[str]:
    """The faults of a condition: unknown questions and answers, and one that says nothing."""
    assert isinstance(when, dict)
    for question, allowed in when.items():
        if question not in values:
            yield f"{where}: when asks {question}; questions are {', '.join(values)}"
            continue
        unknown = (
            [v for v in allowed if v not in values[question]]
            if isinstance(allowed, list)
            else [allowed]
        )
        if unknown or not allowed:
            yield f"{where}: when.{question} must list values out of {', '.join(values[question])}"
        elif len(allowed) == len(values[question]):
            yield f"{where}: when.{question} lists every value and so says nothing"


def rule_faults(
    file: str,
    rule: Table,
    values: Mapping[str, list[str]],
    lanes: Mapping[str, str],
    evidence: Mapping[str, Table],
) -> Iterator[str]:
    """The faults of one rule. `values` are the answers of each question, `lanes` their sides."""
    where, stem = f"{file}: rule {rule['id']}", file[6:-5]
    if not re.fullmatch(rf"{RULE_LETTERS[stem]}\d\d", str(rule["id"])):
        yield f"{where}: ids in this file are {RULE_LETTERS[stem]} and two digits"
    if not rule["when"]:
        yield f"{where}: when is empty; what holds for everybody belongs in the evidence"
    yield from when_faults(where, rule["when"], values)
    effect: Table = rule["effect"]  # type: ignore[assignment]
    kind = next((k for k in EFFECTS if k in effect), None)
    if kind is None:
        yield f"{where}: effect must have one of {', '.join(EFFECTS)}"
    else:
        wrong = list(fields(f"{where}: effect", effect, EFFECTS[kind]))
        yield from wrong or _effect(where, stem, kind, effect, set(lanes))
    cited: list[str] = rule["evidence"]  # type: ignore[assignment]
    if not cited:
        yield f"{where}: stands on no evidence"
    for entry in cited:
        if entry not in evidence:
            yield f"{where}: unknown evidence {entry}"
    bounds: list[Table] = rule.get("bounds", [])  # type: ignore[assignment]
    for bound in bounds:
        yield from _bound(where, bound, cited, lanes, evidence)


def _bound(
    where: str,
    bound: Table,
    cited: list[str],
    lanes: Mapping[str, str],
    evidence: Mapping[str, Table],
) -> Iterator[str]:
    record = str(bound["record"])
    if "ratios" not in evidence.get(record, {}):
        yield f"{where}: bound on {record}, which was not measured with intervals"
    if record not in cited:
        yield f"{where}: bound on {record}, which is not among its evidence"
    for name in ("lane", "against"):
        if bound[name] not in lanes:
            yield f"{where}: bound: {name} must be one of {', '.join(lanes)}"
    if ("below" in bound) == ("above" in bound):
        yield f"{where}: bound needs either below or above"


def _effect(where: str, stem: str, kind: str, effect: Table, lanes: set[str]) -> Iterator[str]:
    home = {"weigh": "weights", "runtime": "runtimes", "veto": "vetoes"}.get(
        kind, effect.get("criterion")
    )
    if home != stem:
        yield f"{where}: this effect belongs in rules/{home}.toml"
    checks: dict[str, tuple[Callable[[object], bool], str]] = {
        "side": (lambda v: v in SIDES, f"one of {', '.join(SIDES)}"),
        "weigh": (lambda v: v in CRITERIA, f"one of {', '.join(CRITERIA)}"),
        "runtime": (lambda v: v in lanes, f"one of {', '.join(sorted(lanes))}"),
        "veto": (lambda v: bool(v) and set(v) <= lanes | set(SIDES), "sides or lanes"),  # type: ignore[call-overload]
        "points": (lambda v: 0 < v <= 5 and v * 4 % 1 == 0, "above 0, at most 5, in quarters"),  # type: ignore[operator]
        "factor": (lambda v: 0 < v <= 4 and v * 4 % 1 == 0, "above 0, at most 4, in quarters"),  # type: ignore[operator]
    }
    for name, (holds, wanted) in checks.items():
        if name in effect and not holds(effect[name]):
            yield f"{where}: effect.{name} must be {wanted}"


def veto_faults(
    files: Mapping[str, Table], values: Mapping[str, list[str]], lanes: Mapping[str, str]
) -> Iterator[str]:
    """No situation may lose both sides: then there would be nothing to recommend."""
    rules: list[Table] = files.get("rules/vetoes.toml", {}).get("rule", [])  # type: ignore[assignment]
    asked = sorted({q for r in rules for q in r["when"] if q in values})  # type: ignore[attr-defined]
    for answers in product(*(values[q] for q in asked)):
        given = dict(zip(asked, answers, strict=True))
        gone: set[str] = set()
        for r in rules:
            when: Mapping[str, list[str]] = r["when"]  # type: ignore[assignment]
            if all(given.get(q) in allowed for q, allowed in when.items()):
                gone.update(map(str, r["effect"].get("veto", [])))  # type: ignore[attr-defined]
        if all(lane in gone or side in gone for lane, side in lanes.items()):
            yield f"rules/vetoes.toml: {given} rules out every lane of both sides"
            return
