"""The advice against decisions that were really made (tests/decisions.json).

D001 to D098 were at hand while the rules were written; N01 to N28 were collected
afterwards, by someone who had not seen the rules.
"""

import pytest
from conftest import KNOWLEDGE, ROOT, checked

from advisor.commands.cases import read_cases, report
from advisor.decision import Decider

DECISIONS = ROOT / "tests" / "decisions.json"
TYPICAL = {
    "a hub model fine-tuned for research": (
        {"area": "text", "goal": "research", "pretrained": "hugging_face"},
        "pytorch",
    ),
    "a first course without loops": (
        {"area": "image", "goal": "teach", "experience": "beginner", "custom_training": "none"},
        "keras",
    ),
    "a sensor on a microcontroller": (
        {"area": "timeseries", "goal": "production", "deploy": "microcontroller", "language": "c"},
        "keras",
    ),
    "language-model tuning on TPUs": (
        {"area": "text", "pretrained": "llm", "hardware": "tpu", "deploy": "tpu"},
        "keras",
    ),
    "a research group with its own kernels": (
        {"area": "generative", "goal": "research", "custom_training": "heavy", "language": "cuda",
         "hardware": "multi_gpu"},
        "pytorch",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TYPICAL)
def test_typical_situations(name):
    """What an expert would say at once."""
    answers, verdict = TYPICAL[name]
    assert Decider(KNOWLEDGE).decide(checked(answers)).verdict == verdict


def test_agreement_with_real_decisions():
    """At least 90 % where the reason still holds, and never sure against the label."""
    cases = read_cases(str(DECISIONS), KNOWLEDGE)
    for first in "DN":
        result = report([c for c in cases if c.id.startswith(first)])
        assert result["eligible"] >= 20
        assert result["eligible_agree"] >= 0.9 * result["eligible"]
        assert result["sure_and_wrong"] == []


def test_no_rule_serves_a_single_case():
    """A rule that asks more than four questions would be made for somebody."""
    for rule in KNOWLEDGE.rules:
        assert len(rule.when) <= 4, rule.id
