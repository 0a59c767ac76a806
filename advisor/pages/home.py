"""What the home page shows of the advisor: its short form, typical situations with verdicts."""

import tomllib
from collections.abc import Iterator
from typing import Any

from advisor.decision import EITHER, Decider
from advisor.pages.site import HERE, Site
from advisor.result import Recommendation, reasons
from advisor.situation import situation

SHORT = ("goal", "experience", "area", "deploy")  # the questions of the short form


def presets() -> list[dict[str, Any]]:
    """Typical situations: answers, and the words for them in each language."""
    kept = tomllib.loads((HERE / "presets.toml").read_text("utf-8"))
    return list(kept["preset"])


def pages(site: Site) -> Iterator[tuple[str, str]]:
    rows = [_row(site, preset) for preset in presets()]
    yield "fragments/answers.txt", site.page("answers.txt", rows=rows)
    questions = [q for q in site.knowledge.questions if q.id in SHORT]
    decider = Decider(site.knowledge)
    unasked = situation({}, site.knowledge.questions, site.knowledge.contradictions)
    advice = Recommendation(decider, decider.decide(unasked), site.say, "")
    verdict = advice.headline()
    yield "fragments/short.txt", site.page("short.txt", questions=questions, verdict=verdict)


def _row(site: Site, preset: dict[str, Any]) -> dict[str, Any]:
    """The words of a situation, its verdict and strength, the strongest reasons for it."""
    knowledge = site.knowledge
    asked = situation(preset["answers"], knowledge.questions, knowledge.contradictions)
    decision = Decider(knowledge).decide(asked)
    verdict, say = decision.verdict, site.say
    for_it = [
        rule.id
        for rule in reasons(knowledge, decision)
        if verdict == EITHER or rule.effect["side"] == verdict
    ]
    return {
        "text": preset[site.lang], "rules": for_it[:2],
        "verdict": say("short.either") if verdict == EITHER else say.lane(decision.runtime),
        "strength": say(f"strength.{decision.strength}"),
    }  # fmt: skip
