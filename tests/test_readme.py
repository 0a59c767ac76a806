"""What the README says is what happens."""

import re

from conftest import ROOT


def test_readme_shows_the_program_as_it_is(run):
    """The verdicts in the README are what the program prints; only dates may differ."""
    text = (ROOT / "README.md").read_text("utf-8")
    blocks = re.findall(r"<!-- verdict: python -m advisor (.*?) -->\n```text\n(.*?)```", text, re.S)
    assert len(blocks) == 2
    for words, shown in blocks:
        printed = run(*words.split())[1]
        dates = re.compile(r"\d{4}-\d\d-\d\d")
        assert dates.sub("DATE", printed).strip() == dates.sub("DATE", shown).strip()


def test_readme_holds_the_two_set_up_commands():
    """The script that checks a clean checkout reads them from there."""
    text = (ROOT / "README.md").read_text("utf-8")
    commands = dict.fromkeys(re.findall(r"^pip install .* && .*$", text, re.M))
    assert list(commands) == [
        "pip install -e . && python -m advisor",
        "pip install -e '.[test]' && pytest",
    ]
