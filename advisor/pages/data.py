"""The facts as JSON at addresses that stay: the rules, the evidence, every published run."""

import json
from collections.abc import Iterator

from advisor import runs
from advisor.commands import evidence, rules
from advisor.pages.site import Site


def pages(site: Site) -> Iterator[tuple[str, str]]:
    known = site.knowledge
    every = sorted((*known.rules, *known.idle), key=lambda rule: rule.id)
    yield "data/rules.json", _text([rules.as_json(rule) for rule in every])
    records = sorted(known.evidence.values(), key=lambda record: record.id)
    yield "data/evidence.json", _text([evidence.as_json(record, known) for record in records])
    for file in sorted(runs.PUBLISHED.glob("*/*.json")):
        yield f"data/runs/{file.parent.name}/{file.name}", file.read_text("utf-8")


def _text(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
