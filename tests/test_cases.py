"""The advice against decisions that were really made (tests/decisions.json).

D001 to D098 were at hand while the rules were written; N01 to N28 were collected
afterwards, by someone who had not seen the rules.
"""

import json
import re

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


def case(**fields):
    entry = {
        "id": "X1",
        "choice": "keras",
        "strength": "strong",
        "reason_still_holds_2026": {"value": "true"},
        "answers": {"deploy": "microcontroller"},
    }
    return {**entry, **fields}


def test_cases_report(run, tmp_path):
    """Agreement, misses with our reasons, and how often we were sure and wrong."""
    path = tmp_path / "cases.json"
    cases = [
        case(),
        case(id="X2", choice="either"),
        case(id="X3", choice="pytorch", who={"name": "Somebody"}, strength="weak"),
        case(id="X4", choice="pytorch", also_acceptable=["keras through R"]),
        case(
            id="X5",
            answers={
                "goal": "research",
                "pretrained": "hugging_face",
                "custom_training": "heavy",
            },
        ),
        case(id="X6", choice="keras", answers={"team": "solo"}, who="Anyone", also_acceptable=3),
    ]
    path.write_text(json.dumps(cases), "utf-8")
    doc = json.loads(run("cases", str(path), "--json")[1])
    assert doc["cases"] == 6
    assert doc["eligible"] == 5
    assert {m["id"] for m in doc["misses"]} >= {"X3", "X5"}
    assert doc["sure_and_wrong"] == ["X5"]
    for lang, said in (("en", "Sure and wrong"), ("zh", "明显占优却与实际决定相反：1")):
        out = run("cases", str(path), "--lang", lang)[1]
        assert said in out
        assert "X3 Somebody" in out
    path.write_text(json.dumps(cases[:1]), "utf-8")
    assert "No misses." in run("cases", str(path))[1]


def test_a_miss_shows_the_strongest_reasons(run, tmp_path):
    """What moved the total most is shown, whatever its id."""
    path = tmp_path / "cases.json"
    answers = {"goal": "research", "pretrained": "hugging_face", "custom_training": "heavy"}
    path.write_text(json.dumps([case(answers=answers)]), "utf-8")
    words = [f"--{q.replace('_', '-')}={v}" for q, v in answers.items()]
    document = json.loads(run("recommend", "--json", *words)[1])
    strongest = [r["id"] for r in document["reasons"][:4]]
    assert re.findall(r"\[([A-Z]\d+):", run("cases", str(path))[1]) == strongest


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("{}", "a list of cases is needed"),
        ("[3]", "a list of cases is needed"),
        ("[", "not valid JSON"),
        ("[]", "a list of cases is needed"),
        ('[{"choice": "caffe"}]', "case 1: choice must be"),
        ('[{"id": "Z", "choice": "keras"}]', "case Z: the answers must be one JSON object"),
        (
            '[{"choice": "keras", "answers": {"area": "text", "area": "rl"}}]',
            "area is given more than once",
        ),
        (
            '[{"id": "Z", "choice": "keras", "answers": {}}, {"id": "Z", "choice": "?"}]',
            "Z is given more than once",
        ),
        (
            '[{"id": "Z", "choice": "keras", "answers": {"area": "txt"}}]',
            'case Z: area does not accept "txt"',
        ),
    ],
)
def test_broken_cases(run, tmp_path, content, expected):
    """Faults of a cases file name the case."""
    path = tmp_path / "cases.json"
    path.write_text(content, "utf-8")
    code, out, err = run("cases", str(path))
    assert (code, out) == (2, "")
    assert expected in err
