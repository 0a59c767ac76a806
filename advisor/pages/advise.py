"""The page of the advisor: its form, readable without a script, filled in by one.

What it says to no answers at all is there from the start, so that nothing moves when the
script begins and a reader without scripts has it too.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from advisor.decision import Decider
from advisor.knowledge import SIDES
from advisor.messages import Messages
from advisor.pages.home import presets
from advisor.pages.site import Site
from advisor.result import Recommendation
from advisor.situation import DEFAULT_PRIORITY, HIGHEST_PRIORITY, situation


def pages(site: Site) -> Iterator[tuple[str, str]]:
    faults = {
        name.removeprefix("fault_"): text
        for name, text in site.words.items()
        if name.startswith("fault_")
    }
    yield "advisor.md", site.page(
        "advisor.md", presets=presets(), faults=faults, questions=site.knowledge.questions,
        criteria=site.knowledge.criteria, usual=DEFAULT_PRIORITY, most=HIGHEST_PRIORITY,
        **_unasked(site),
    )  # fmt: skip


def _unasked(site: Site) -> dict[str, Any]:
    """Verdict, scores, share and flips where nothing is answered, as the script writes them."""
    known, say = site.knowledge, site.say
    decider = Decider(known)
    asked = situation({}, known.questions, known.contradictions)
    day = known.oldest_evidence()  # any day: ages are not shown, pages do not change with time
    advice = Recommendation(decider, decider.decide(asked), say, day)
    found: dict[str, Any] = advice.to_json()
    keras = 100 * float(Fraction(found["robustness"]["share"]["keras"]))
    return {
        "verdict": advice.headline(), "keras": keras, "sides": SIDES, "scores": found["scores"],
        "flips": [_flip(flip, say) for flip in found["flips"]],
        "share": site.words["share"].format(f"{keras:.1f}", f"{100 - keras:.1f}"),
    }  # fmt: skip


def _flip(flip: dict[str, Any], say: Messages) -> str:
    """The answers that would change, and the verdict then."""
    change = "; ".join(f"{say.question(q)} {say.answer(q, v)}" for q, v in flip["change"].items())
    verdict = say(f"short.{flip['verdict']}")
    return f"{change} → {verdict}"
