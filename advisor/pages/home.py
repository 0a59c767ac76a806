"""What the home page shows of the advisor: its short form, typical situations with verdicts."""

from collections.abc import Iterator
from typing import Any

from advisor.decision import EITHER, Decider
from advisor.pages.site import Site, in_language, read
from advisor.result import Recommendation, reasons
from advisor.situation import situation

SHORT = ("goal", "experience", "area", "deploy")  # the questions of the short form


def presets() -> list[dict[str, Any]]:
    """Typical situations: answers, and the words for them in each language."""
    return list(read("presets.toml")["preset"])


def pages(site: Site) -> Iterator[tuple[str, str]]:
    known = {f"preset {i}": preset for i, preset in enumerate(presets(), start=1)}
    texts = in_language("presets.toml", site.lang, known)
    rows = [_row(site, texts[name], preset["answers"]) for name, preset in known.items()]
    yield "fragments/answers.txt", site.page("answers.txt", rows=rows)
    questions = [q for q in site.knowledge.questions if q.id in SHORT]
    decider = Decider(site.knowledge)
    unasked = situation({}, site.knowledge.questions, site.knowledge.contradictions)
    advice = Recommendation(decider, decider.decide(unasked), site.say, "")
    verdict = advice.headline()
    yield "fragments/short.txt", site.page("short.txt", questions=questions, verdict=verdict)


def _row(site: Site, text: str, answers: dict[str, str]) -> dict[str, Any]:
    """The words of a situation, its verdict and strength, the strongest reasons for it."""
    knowledge = site.knowledge
    asked = situation(answers, knowledge.questions, knowledge.contradictions)
    decision = Decider(knowledge).decide(asked)
    verdict, say = decision.verdict, site.say
    for_it = [
        rule.id
        for rule in reasons(knowledge, decision)
        if verdict == EITHER or rule.effect["side"] == verdict
    ]
    return {
        "text": text, "rules": for_it[:2],
        "verdict": say("short.either") if verdict == EITHER else say.lane(decision.runtime),
        "strength": say(f"strength.{decision.strength}"),
    }  # fmt: skip
