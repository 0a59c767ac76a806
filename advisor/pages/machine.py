"""What the page's advisor knows: the knowledge as one JSON file, points already worked out."""

import json
from collections.abc import Iterator
from itertools import product
from typing import Any

from advisor.knowledge import LANGUAGES, SIDES, Knowledge
from advisor.pages.site import Site
from advisor.scoring import Scorer

TABLES = ("verdict", "short", "strength")
WORDS = ("settle", "install", "backend", "explain", "review")  # of the next steps


def pages(site: Site) -> Iterator[tuple[str, str]]:
    text = json.dumps(document(site.knowledge), ensure_ascii=False, separators=(",", ":"))
    yield "assets/knowledge.json", text + "\n"


def document(knowledge: Knowledge) -> dict[str, Any]:
    """Everything `advisor.mjs` needs: thousandths of a point of every scored record for
    every pair of lanes, rules, questions, sources, words."""
    scorer = Scorer(knowledge)
    pairs = list(product(*(knowledge.lanes_of(side) for side in SIDES)))
    steps = {f"{a.id} {b.id}": scorer.steps((a.id, b.id)) for a, b in pairs}
    return {
        "version": knowledge.version,
        "oldest_evidence": knowledge.oldest_evidence(),
        "criteria": [c.id for c in knowledge.criteria],
        "questions": [
            {"id": q.id, "default": q.default, "values": list(q.values), "text": q.text,
             "value_text": q.value_text} for q in knowledge.questions
        ],
        "contradictions": [{"when": c.when, "text": c.text} for c in knowledge.contradictions],
        "lanes": [
            {"id": x.id, "side": x.side, "text": x.text, "install": x.install, "setup": x.setup}
            for x in knowledge.lanes
        ],
        "rules": [
            {"id": r.id, "when": r.when, "effect": r.effect, "evidence": list(r.evidence),
             "text": r.text} for r in knowledge.rules
        ],
        "records": [
            {"id": r.id, "criterion": r.criterion, "indicator": r.indicator, "when": r.when,
             "points": {pair: found[i].points for pair, found in steps.items()}}
            for i, r in enumerate(scorer.records)
        ],
        "evidence": [
            {"id": r.id, "as_of": r.as_of, "kind": r.kind, "source": "; ".join(r.source),
             "title": knowledge.facts(r)["title"]} for r in knowledge.evidence.values()
        ],
        "words": {lang: {w: knowledge.messages[lang]["next"][w] for w in WORDS}
                  for lang in LANGUAGES},
        "names": {
            lang: {
                "criteria": {c.id: c.text[lang] for c in knowledge.criteria},
                **{name: knowledge.messages[lang][name] for name in TABLES},
            }
            for lang in LANGUAGES
        },
    }  # fmt: skip
