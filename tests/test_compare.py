"""compare: where people differ, whether the verdict holds for all, what decides."""

import json

from conftest import KNOWLEDGE, checked, write

from advisor.commands import compare as compare_module
from advisor.decision import Decider


def test_compare(run, tmp_path):
    """Where members differ, whether the verdict holds, which answer decides."""
    one = write(tmp_path / "ann.json", deploy="microcontroller")
    two = write(tmp_path / "bo.json", deploy="cpp", team="solo")
    three = write(tmp_path / "cy.json", deploy="cpp", priorities={"performance": 5})
    code, out, _ = run("compare", one, two, three)
    assert code == 0
    assert "The verdict does not hold for all" in out
    assert "Where will the trained model run?" in out
    assert "priorities" in out
    doc = json.loads(run("compare", one, two, "--json")[1])
    assert doc["holds_for_all"] is False
    assert set(doc["differences"]) == {"deploy", "team"}
    decided = {d["question"] for d in doc["decides"]}
    assert decided == {"deploy"}
    knowledge = KNOWLEDGE
    for d in doc["decides"]:
        own = (
            {"deploy": "microcontroller"} if d["file"] == one else {"deploy": "cpp", "team": "solo"}
        )
        changed = {**own, d["question"]: d["answer"]}
        assert Decider(knowledge).decide(checked(changed)).verdict == d["verdict"]


def test_compare_the_same(run, tmp_path):
    """Equal answers: nothing differs and nothing decides, in both languages."""
    one, two = (write(tmp_path / f"{n}.json", area="text") for n in "ab")
    for lang, said in (("en", "are the same"), ("zh", "都相同")):
        out = run("compare", one, two, "--lang", lang)[1]
        assert said in out
    doc = json.loads(run("compare", one, two, "--json")[1])
    assert doc["holds_for_all"] is True
    assert doc["differences"] == {}


def test_compare_borrows_no_impossible_answer(tmp_path):
    """An answer that cannot hold with the rest is not tried."""
    situations = {
        "a": checked({"language": "cuda", "hardware": "nvidia_gpu"}),
        "b": checked({"hardware": "apple"}),
    }
    comparison = compare_module.Comparison(KNOWLEDGE, situations)
    tried = {(q, value, path) for q, value, path, _ in comparison.deciding()}
    assert ("hardware", "apple", "a") not in tried


def test_compare_reports_faults_of_all_files(run, tmp_path):
    """Each fault is said with its file."""
    one = write(tmp_path / "ann.json", deploy="moon")
    two = write(tmp_path / "bo.json", goal="win")
    code, _, err = run("compare", one, two)
    assert code == 2
    assert "ann.json: deploy does not accept" in err
    assert "bo.json: goal does not accept" in err


def test_compare_refuses_the_same_file_twice(run, tmp_path):
    """Two people are needed, not one twice."""
    one = write(tmp_path / "ann.json", area="text")
    code, _, err = run("compare", one, one)
    assert code == 2
    assert "is given more than once" in err


def test_priorities_can_decide_between_people(run, tmp_path):
    """Borrowed priorities are tried like borrowed answers."""
    one = write(tmp_path / "ann.json", priorities={"ease_of_use": 5, "community_support": 0})
    two = write(tmp_path / "bo.json", priorities={"ease_of_use": 0, "community_support": 5})
    doc = json.loads(run("compare", one, two, "--json")[1])
    assert {d["question"] for d in doc["decides"]} == {"priorities"}
