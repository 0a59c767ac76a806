"""The page's advisor is the twin of this one: the same answers, the same document."""

import json
import random
import shutil
import subprocess

import pytest
from conftest import KNOWLEDGE, ROOT

from advisor.decision import Decider
from advisor.faults import InputError
from advisor.knowledge import LANGUAGES
from advisor.messages import Messages
from advisor.pages.machine import document
from advisor.result import Recommendation
from advisor.situation import situation

MODULE = ROOT / "advisor" / "pages" / "assets" / "advisor.mjs"
TODAY = "2026-11-26"
SCRIPT = """
import { readFileSync } from "node:fs";
import { prepare, recommend, share } from "MODULE";
const engine = prepare(JSON.parse(readFileSync("knowledge.json")));
const asked = JSON.parse(readFileSync("asked.json"));
const answer = ([raw, lang]) => {
  try { return recommend(engine, raw, lang, "TODAY"); } catch (error) {
    if (!error.faults) throw error;
    return { faults: error.faults.map((x) => x[0]) };
  }
};
console.log(JSON.stringify(asked.map(answer)));
"""
needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")


def answers(tmp_path, asked):
    """What the module makes of raw answers, each with a language."""
    text = json.dumps(document(KNOWLEDGE), ensure_ascii=False)
    (tmp_path / "knowledge.json").write_text(text, "utf-8")
    (tmp_path / "asked.json").write_text(json.dumps(asked), "utf-8")
    script = SCRIPT.replace("MODULE", str(MODULE)).replace("TODAY", TODAY)
    (tmp_path / "ask.mjs").write_text(script, "utf-8")
    done = subprocess.run(
        ["node", "ask.mjs"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def situations(count, seed):
    """Random situations with their documents."""
    rng, decider, found = random.Random(seed), Decider(KNOWLEDGE), []
    while len(found) < count:
        raw = {q.id: rng.choice(q.values) for q in KNOWLEDGE.questions if rng.random() < 0.5}
        if rng.random() < 0.5:
            names = [c.id for c in KNOWLEDGE.criteria if rng.random() < 0.7]
            raw["priorities"] = {n: rng.choice([0, 1, 2.5, 5, rng.uniform(0, 5)]) for n in names}
        try:
            asked = situation(raw, KNOWLEDGE.questions, KNOWLEDGE.contradictions)
        except InputError:
            continue
        lang = rng.choice(LANGUAGES)
        decision = decider.decide(asked)
        shown = Recommendation(decider, decision, Messages(KNOWLEDGE, lang), TODAY).to_json()
        found.append(([raw, lang], json.loads(json.dumps(shown))))
    return found


@needs_node
@pytest.mark.parametrize("count", [200, pytest.param(5000, marks=pytest.mark.slow)])
def test_the_module_says_the_same(tmp_path, count):
    """Verdict, scores, reasons, exact shares, flips, next steps: the whole document."""
    known = situations(count, seed=count)
    got = answers(tmp_path, [asked for asked, _ in known])
    for (asked, shown), found in zip(known, got, strict=True):
        assert found == shown, asked


@needs_node
def test_bad_answers_are_told(tmp_path):
    """What a hostile or outdated link may hold: nothing runs, every fault has its name."""
    bad = [
        {"area": "<img src=x onerror=alert(1)>"},
        {"colour": "red"},
        {"priorities": {"speed": 3}},
        {"priorities": {"performance": "5"}},
        {"priorities": {"performance": 7}},
        {"priorities": dict.fromkeys((c.id for c in KNOWLEDGE.criteria), 0)},
    ]
    got = answers(tmp_path, [[raw, "en"] for raw in bad])
    assert [x["faults"] for x in got] == [
        ["unknown_value"], ["unknown_question"], ["unknown_criterion"], ["priority_range"],
        ["priority_range"], ["priorities_all_zero"],
    ]  # fmt: skip


def test_the_page_stays_small():
    """At most 20 KB of script and 60 KB of knowledge, compressed."""
    import gzip

    text = json.dumps(document(KNOWLEDGE), ensure_ascii=False, separators=(",", ":"))
    assert len(gzip.compress(text.encode())) <= 60 * 1024
    assert MODULE.stat().st_size <= 20 * 1024
