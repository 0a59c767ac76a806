"""explain, evidence, rules and the memo, and what all commands share."""

import json
import re

import pytest
from conftest import KNOWLEDGE, checked, write

from advisor import result
from advisor.decision import Decider
from advisor.explanation import effect_text, robustness_lines
from advisor.messages import Messages
from advisor.result import Recommendation

SITUATIONS = [
    ["--area", "image", "--hardware", "nvidia_gpu", "--goal", "learn"],
    ["--area", "tabular", "--hardware", "cpu"],
    ["--hardware", "tpu", "--priority", "performance=0"],
    ["--pretrained", "hugging_face", "--goal", "research", "--custom-training", "heavy"],
]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("words", SITUATIONS)
def test_explain_can_be_redone_by_hand(run, words, lang):
    """The printed totals follow from the printed steps."""
    code, out, err = run("explain", *words, "--lang", lang)
    assert (code, err) == (0, "")
    document = json.loads(run("explain", *words, "--json")[1])
    steps = document["steps"]
    lead = weights = 0.0
    for criterion, step in steps["criteria"].items():
        indicators: dict[str, list[dict[str, float]]] = {}
        for r in step["records"]:
            if r["points"] is not None:
                indicators.setdefault(r["indicator"], []).append(r["points"])
        for side in ("keras", "pytorch"):
            means = [sum(p[side] for p in ps) / len(ps) for ps in indicators.values()]
            evidence = sum(means) / len(means) if means else 5
            assert evidence == pytest.approx(step["evidence"][side], abs=0.002)
            score = max(0, min(10, evidence + step["rule_points"][side]))
            assert score == pytest.approx(step["score"][side], abs=0.0521)
        weight = document["weights"][criterion]
        lead += weight * (step["score"]["keras"] - step["score"]["pytorch"])
        weights += weight
    assert steps["margin"] == pytest.approx(lead / weights, abs=0.001)
    assert f"{steps['margin']:+.4f}" in out
    assert sum(steps["weight_by_kind"].values()) == 100


def test_explain_lists_double_flips(run):
    """Where no single answer flips the verdict, the pairs that do are listed."""
    out = run("explain", *SITUATIONS[3])[1]
    section = out.split("What would change the answer")[1].split("How far each question")[0]
    assert section.count("→") >= 5


def test_explain_when_nothing_flips(run):
    """An unshakable verdict says so."""
    answers = (
        "--area text --goal research --experience expert --custom-training heavy "
        "--language cuda --deploy cpp --hardware multi_node --pretrained hugging_face "
        "--existing-code pytorch --team large"
    )
    words = answers.split()
    assert "No change of one or two answers changes it." in run("explain", *words)[1]
    assert "No change of one or two answers changes it." in run("recommend", *words)[1]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "words", [*SITUATIONS, ["--goal", "production"], ["--pretrained", "hugging_face"]]
)
def test_memo(run, words, lang):
    """One page of Markdown: verdict, table, reasons, risks, assumptions, review date."""
    code, out, _ = run("recommend", "--markdown", *words, "--lang", lang)
    assert code == 0
    assert out.startswith("# ")
    headings = [x for x in out.splitlines() if x.startswith("## ")]
    say = Messages(KNOWLEDGE, lang)
    for name in ("risks", "flips", "robustness", "assumed", "review"):
        assert f"## {say(f'heading.{name}')}" in headings
    rows = [x for x in out.splitlines() if x.startswith("|")]
    assert len(rows) == 7
    assert len({x.count("|") for x in rows}) == 1
    assert re.search(r"\d{4}-\d\d-\d\d", out.split(f"## {say('heading.review')}")[-1])
    assert KNOWLEDGE.version in out


def test_memo_names_what_is_ruled_out(run):
    """A veto has its own section."""
    assert "## Ruled out" in run("recommend", "--markdown", "--hardware", "tpu")[1]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_record_and_rule_can_be_shown(run, lang):
    """`evidence ID` and `rules ID` work for all of them, in both languages."""
    code, out, _ = run("evidence", *KNOWLEDGE.evidence, "--lang", lang)
    assert code == 0
    assert all(f"[{name}]" in out.replace("\n", "") for name in KNOWLEDGE.evidence)
    code, out, _ = run("rules", *(r.id for r in KNOWLEDGE.rules), "--lang", lang)
    assert code == 0
    assert out.count("- ") >= 2 * len(KNOWLEDGE.rules)


def test_evidence_is_filtered(run):
    """By criterion, kind and age."""
    ids = {r["id"] for r in json.loads(run("evidence", "--json", "--criterion", "performance")[1])}
    assert ids == {r.id for r in KNOWLEDGE.evidence.values() if r.criterion == "performance"}
    old = json.loads(run("evidence", "--json", "--stale", "900")[1])
    assert old
    assert all(r["age_days"] > 900 for r in old)
    counted = json.loads(run("evidence", "--json", "--kind", "counted")[1])
    assert {r["kind"] for r in counted} == {"counted"}
    out = run("evidence", "--kind", "measured", "--stale", "1")[1]
    assert "No evidence is older than 1 days." in out
    assert f"records: {len(KNOWLEDGE.evidence)}" in run("evidence")[1]


def test_rules_are_filtered(run):
    """By criterion; ids in any case."""
    shown = json.loads(run("rules", "--json", "--criterion", "performance")[1])
    assert {r["id"][0] for r in shown} == {"P", "W"}
    assert json.loads(run("rules", "v01", "--json")[1])[0]["id"] == "V01"
    assert f"rules: {len(KNOWLEDGE.rules)}" in run("rules")[1]


def test_a_side_ruled_out_in_words():
    """A veto on a whole side: headline, robustness and the rule say so."""
    from test_decision import variant

    from advisor.knowledge import Rule

    text = {"en": "No.", "zh": "不行。"}
    veto = Rule(id="V99", when={}, effect={"veto": ["keras"]}, evidence=(), text=text, bounds=())
    knowledge = variant(rules=(*KNOWLEDGE.rules, veto))
    decider = Decider(knowledge)
    for lang, said in (("en", "Keras is ruled out"), ("zh", "Keras 因硬性要求被排除")):
        say = Messages(knowledge, lang)
        decision = decider.decide(checked({}, knowledge))
        r = Recommendation(decider, decision, say, "2026-11-23")
        assert said in r.headline()
        assert say("line.vetoed_share") in robustness_lines(r)
        assert "Keras" in effect_text(veto, say)
        assert r.to_json()["robustness"]["turns_at"] == {}


def test_a_settling_question_is_named_first(run):
    """A call too close to make ends with the one question that would settle it."""
    out = run("recommend")[1]
    assert "too close to call" in out
    assert "could settle it" in out
    assert "Answer “" in out


def test_review_date_is_half_a_year_ahead():
    """The next look is due 180 days after the recommendation."""
    decider = Decider(KNOWLEDGE)
    decision = decider.decide(checked({}))
    r = Recommendation(decider, decision, Messages(KNOWLEDGE, "en"), "2026-11-23")
    assert r.review_by() == "2027-05-22"
    assert result.REVIEW_AFTER == 180


def test_either_installs_neither_in_silence(run):
    """Where either will do, both ways to install are given."""
    out = run("recommend")[1]
    assert "pip install keras" in out
    assert "pip install torch" in out


def test_nothing_settles_what_is_answered(run):
    """With every question answered no answer is asked for."""
    words = [f"--{q.id.replace('_', '-')}={q.default}" for q in KNOWLEDGE.questions]
    doc = json.loads(run("recommend", "--json", *words)[1])
    assert doc["verdict"] == "either"
    assert doc["settle"] is None
    assert not any("(--" in step for step in doc["next"])


def test_a_follow_up_command_keeps_the_language(run):
    """The command in a Chinese answer is a Chinese one."""
    assert (
        "explain --hardware tpu --lang zh" in run("recommend", "--hardware", "tpu", "--lang=zh")[1]
    )


def test_narrow_tables_lose_nothing(run, tmp_path, monkeypatch):
    """At 40 columns dates, numbers and names stay whole."""
    monkeypatch.setenv("COLUMNS", "40")
    one, two = (write(tmp_path / f"a_rather_long_name_{n}.json", area="text") for n in "ab")
    for words in (["evidence"], ["explain", "--lang", "zh"], ["compare", one, two]):
        out = run(*words)[1]
        assert "…" not in out
    assert one in run("compare", one, two)[1].replace("\n  ", "").replace("\n", "")
    assert "2026-11-23" in run("evidence", "--kind", "counted")[1]


def test_control_characters_do_not_reach_the_terminal(run, tmp_path):
    """An escape in a name is shown, not obeyed."""
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"\x1b[31mred": "x"}), "utf-8")
    err = run("recommend", "--answers", str(path))[2]
    assert "\x1b" not in err
    assert "x1b[31mred" in err


def test_filters_beside_an_id_are_refused(run):
    """A filter that would be ignored is a fault."""
    for words in (
        ["rules", "E01", "--criterion", "flexibility"],
        ["evidence", "fit_loop", "--kind", "counted"],
    ):
        code, _, err = run(*words)
        assert code == 2
        assert "cannot be given together" in err


def test_nothing_scored_is_no_kind_of_evidence(run):
    """Where no record was scored, no kind of evidence carries the scores."""
    words = ["--area", "graph", "--priority", "ease_of_use=0", "--priority", "flexibility=0"]
    words += ["--priority", "community_support=0"]
    doc = json.loads(run("explain", "--json", *words)[1])
    assert doc["steps"]["weight_by_kind"] == {"measured": 0, "counted": 0, "published": 0}


def test_the_memo_sets_the_case_against_apart(run):
    """Reasons are for the recommended side, risks begin with what speaks for the other."""
    out = run("recommend", "--markdown", "--deploy", "mobile", "--existing-code", "keras")[1]
    reasons, rest = out.split("## Reasons")[1].split("## Risks")
    assert "for PyTorch on" not in reasons
    assert "Speaks for PyTorch" in rest
    assert "Speaks for Keras" not in rest


def test_a_priority_of_zero_can_turn_the_verdict_too(run):
    """What raising a priority from 0 would do is said."""
    words = ["--goal", "teach", "--experience", "beginner", "--priority", "ease_of_use=0"]
    doc = json.loads(run("recommend", "--json", *words)[1])
    assert doc["robustness"]["turns_at"]["ease_of_use"] <= 5 * 2.25
    text = " ".join(run("recommend", *words)[1].split())
    assert "weight of ease of use (priority times rules) went from 0 to" in text
