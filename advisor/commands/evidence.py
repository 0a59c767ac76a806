"""`evidence`: list and filter the records with their age, or show one."""

from itertools import product

from advisor.dates import day_number, today
from advisor.explanation import ratio_text, rule_line, samples_place, shown_date
from advisor.faults import InputError, fault, nearest
from advisor.knowledge import KINDS, SIDES, Knowledge, Record
from advisor.messages import Messages, plain
from advisor.options import Given, Parser
from advisor.output import print_json
from advisor.profiled import sentence
from advisor.situation import CRITERIA
from advisor.terminal import Terminal


def add_options(parser: Parser, knowledge: Knowledge) -> None:
    parser.flag("--json")
    parser.valued("--criterion", "CRITERION")
    parser.valued("--kind", "KIND")
    parser.valued("--stale", "DAYS")
    parser.free_words("[ID]", "record")
    parser.example("--criterion performance", "api_surface")


def run(given: Given, knowledge: Knowledge, say: Messages) -> int:
    criterion = given.one("--criterion", list(CRITERIA))
    kind = given.one("--kind", list(KINDS))
    days = given.number("--stale")
    for name in sorted(given.values.keys() - {"--lang"}) if given.words else ():
        given.faults.append(fault("exclusive", one=name, two="ID"))
    for name in given.words:
        if name not in knowledge.evidence:
            close = nearest(name, list(knowledge.evidence))
            given.faults.append(fault("unknown_evidence", name=name, nearest=close))
    if given.faults:
        raise InputError(given.faults)
    now = day_number(today())
    chosen = [knowledge.evidence[name] for name in given.words] or [
        r
        for r in knowledge.evidence.values()
        if criterion in (None, r.criterion)
        and kind in (None, r.kind)
        and (days is None or now - day_number(r.as_of) > days)
    ]
    if "--json" in given.flags:
        print_json(
            [{**as_json(r, knowledge), "age_days": now - day_number(r.as_of)} for r in chosen]
        )
    elif given.words:
        for record in chosen:
            show(record, knowledge, say)
    else:
        _list(chosen, knowledge, say, now)
        if not chosen and days is not None:
            print(say("line.stale_none", days=days))
    return 0


def as_json(record: Record, knowledge: Knowledge) -> dict[str, object]:
    """Everything about a record; how old it is depends on the day and is left out."""
    return {
        "id": record.id, "criterion": record.criterion, "indicator": record.indicator,
        "kind": record.kind, "unit": record.unit, "as_of": record.as_of,
        "precision": record.precision, "source": list(record.source), "counts": record.counts,
        "when": record.when, "scored": knowledge.scored(record), "value": record.values,
        "ratios": record.ratios,
        **knowledge.facts(record),
    }  # fmt: skip


def _list(records: list[Record], knowledge: Knowledge, say: Messages, now: int) -> None:
    out = Terminal()
    columns = [say(f"heading.{c}") for c in ("id", "date", "age", "title")]
    rows = [
        [
            r.id,
            shown_date(r),
            str(now - day_number(r.as_of)),
            say.pick(knowledge.facts(r)["title"]),
        ]
        for r in sorted(records, key=lambda r: (r.criterion, r.id))
    ]
    out.table(columns, rows, wide=3)
    out.line(say("line.evidence_count", n=len(records)))


def show(record: Record, knowledge: Knowledge, say: Messages) -> None:
    """One record with everything known about it."""
    out, facts = Terminal(), knowledge.facts(record)
    out.heading(f"{say.pick(facts['title'])} [{record.id}]")
    for key, value in record.values.items():
        lanes = [x.id for x in knowledge.lanes]
        name = say(f"short.{key}") if key in SIDES else say.lane(key) if key in lanes else key
        shown = figure(value, record.unit, say)
        out.bullet(say("line.pair", name=name, text=shown))
    for keras, pytorch in product(knowledge.lanes_of(SIDES[0]), knowledge.lanes_of(SIDES[1])):
        ids = keras.id, pytorch.id
        if " ".join(ids) in record.ratios:
            text = ratio_text(record, ids, say)
            out.bullet(say("line.pair", name=" / ".join(ids), text=text))
    for field in ("fact", "detail"):
        if field in facts:
            out.line("", say.pick(facts[field]))
    if profile := sentence(record, say):
        out.line("", profile)
    indicator = knowledge.indicators[record.indicator]
    lines = {
        "heading.criterion": say.criterion(record.criterion),
        "heading.indicator": say.pick(indicator.text),
        "heading.date": say("line.dated", date=shown_date(record), kind=say(f"kind.{record.kind}")),
        "heading.method": say.pick(facts["method"]),
        "heading.source": "; ".join(record.source),
    }
    if record.kind == "measured":
        lines["heading.samples"] = samples_place(record)
        lines["heading.again"] = f"python -m advisor {facts['again']}"
    if "caveat" in facts:
        lines["heading.caveat"] = say.pick(facts["caveat"])
    if not knowledge.scored(record) or record.counts == 0:
        lines["heading.points"] = say("line.no_points")
    elif record.counts < 1:
        lines["heading.points"] = say("line.counts", percent=plain(100 * record.counts))
    if record.when:
        lines["heading.when"] = when_text(record.when, say)
    out.line("")
    for name, text in lines.items():
        out.bullet(say("line.pair", name=say(name), text=text))
    series: dict[str, dict[str, object]] = facts.get("series", {})  # type: ignore[assignment]
    for name, points in series.items():
        out.bullet(
            say("line.pair", name=name, text=", ".join(f"{k} {v:,}" for k, v in points.items()))
        )
    context: list[dict[str, object]] = facts.get("context", [])  # type: ignore[assignment]
    if context:
        out.heading(say("heading.context"))
        for entry in context:
            value = figure(entry["value"], record.unit, say)
            note = [say.pick(entry["note"])] if "note" in entry else []
            name = say.pick(entry["of"])
            out.bullet(
                say("line.pair", name=name, text=value),
                *note,
                f"{entry['as_of']}  {entry['source']}",
            )
    cited = [r for r in knowledge.rules if record.id in r.evidence]
    if cited:
        out.heading(say("heading.cited"))
        for rule in cited:
            out.bullet(rule_line(rule, say))


def figure(value: object, unit: str, say: Messages) -> str:
    """A value in words: with its unit, as how far it works, or the reason for none."""
    if isinstance(value, dict):
        return say.pick(value)
    if unit == "works":
        return say("works.yes" if value == 1 else "works.no" if value == 0 else "works.partly")
    shown = f"{value:,}" if isinstance(value, int | float) else str(value)
    if unit.startswith("share") and isinstance(value, int | float):
        shown = f"{100 * value:g} %"
    return f"{shown} {say(f'unit.{unit}')}".replace(" %", "%").replace(" （", "（")


def when_text(when: object, say: Messages) -> str:
    """A condition in words."""
    assert isinstance(when, dict)
    parts = [
        say(
            "line.answer",
            question=say.question(q),
            answer=" / ".join(say.answer(q, v) for v in values),
        )
        for q, values in when.items()
    ]
    return say("line.and").join(parts) or say("line.any")
