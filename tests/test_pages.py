"""The derived pages: the same in both languages, every link leads somewhere, the command."""

import posixpath
import re
import shutil
import subprocess
from collections import Counter

import pytest
from conftest import ROOT, python

from advisor.commands import site as command
from advisor.faults import KnowledgeError
from advisor.knowledge import load
from advisor.laboratory import load_mistakes, load_probes
from advisor.pages import derive, home, laboratory, speed
from advisor.pages import site as pages_of_site
from advisor.pages.site import Site, prose
from advisor.pairs import load_pairs

PAGES = derive(load())
MARKDOWN = sorted(path for path in PAGES if path.endswith(".md"))
ANCHOR = re.compile(r"\{: ?#([\w-]+) ?\}")
LINK = re.compile(r"\]\(([^)\s]+)\)")


def test_there_is_a_page_for_everything():
    """Every pair, mistake with a record, criterion and group of probes."""
    for topic in load_pairs():
        assert f"en/cookbook/{topic}.md" in PAGES
    for probe in load_probes().values():
        assert f"en/capabilities/{probe.facts['group']}.md" in PAGES
    for topic in load_mistakes():
        assert f"en/mistakes/{topic}.md" in PAGES


def test_both_languages_have_the_same_pages():
    """Paths, anchors in their order, included programs."""
    for path in MARKDOWN:
        if path.startswith("en/"):
            other = PAGES[path.replace("en/", "zh/", 1)]
            assert ANCHOR.findall(PAGES[path]) == ANCHOR.findall(other), path
            included = re.findall(r'--8<-- "snippets/[^"]*"', PAGES[path])
            assert included == re.findall(r'--8<-- "snippets/[^"]*"', other), path
    assert len([p for p in PAGES if p.startswith("en/")]) * 2 == len(PAGES)


@pytest.mark.parametrize("path", MARKDOWN)
def test_a_page(path):
    """A description, one title, anchors once each, links that lead somewhere."""
    text = PAGES[path]
    assert re.match(r'---\ndescription: ".+"\n(?:hide:\n(?:  - \w+\n)+)?---\n\n# \S', text)
    body = re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)
    assert len(re.findall(r"^# ", re.sub(r"^ +.*$", "", body, flags=re.M), re.M)) == 1
    anchors = ANCHOR.findall(text)
    assert len(anchors) == len(set(anchors))
    for target in LINK.findall(re.sub(r"`[^`]*`", "", body)):
        if target.startswith("http"):
            continue
        page, _, anchor = target.partition("#")
        found = posixpath.normpath(posixpath.join(posixpath.dirname(path), page)) if page else path
        assert found in PAGES or (ROOT / "docs" / found).exists(), target
        assert not anchor or anchor in ANCHOR.findall(PAGES[found]), target


def test_prose_begins_no_tag_and_no_formula():
    """Outside code they are escaped; code is left alone unless a reader of HTML would trip."""
    assert prose("a < b, `x < y`, `z`, $5") == ("a &lt; b, <code>x &lt; y</code>, `z`, \\$5")


def test_the_command(run, tmp_path, monkeypatch):
    """Writes what is new, tells what is stale, removes what is no longer derived."""
    words = ("site", "--docs", str(tmp_path))
    code, out, _ = run(*words, "--check")
    assert code == 1
    assert f"{len(PAGES)} of them stale" in out
    code, out, _ = run(*words)
    assert code == 0
    assert f"{len(PAGES)} of them new or changed" in out
    assert run(*words, "--check")[0] == 0
    page = tmp_path / "en" / "rules.md"
    page.write_text("old", "utf-8")
    gone = tmp_path / "en" / "gone.md"
    gone.write_text("old", "utf-8")
    listed = tmp_path / command.LIST
    listed.write_text(listed.read_text("utf-8") + "en/gone.md\n", "utf-8")
    code, _, err = run(*words, "--check")
    assert code == 1
    assert "rules.md" in err
    assert "gone.md" in err
    assert run(*words)[0] == 0
    assert not gone.exists()
    assert page.read_text("utf-8") == PAGES["en/rules.md"]
    assert run("site", "--docs", str(tmp_path / "none"))[0] == 2
    monkeypatch.setattr(command, "find_spec", lambda name: None)
    code, _, err = run("site")
    assert code == 2
    assert "keras-or-pytorch[docs]" in err


def test_the_pages_need_no_framework(tmp_path):
    """They are derived where only the packages of the site are installed."""
    heavy = ("numpy", "scipy", "keras", "tensorflow", "jax", "torch", "pytest")
    code = (
        f"import sys; sys.modules.update(dict.fromkeys({heavy!r}));"
        f"from advisor.cli import main; sys.exit(main(['site', '--docs', {str(tmp_path)!r}]))"
    )
    done = subprocess.run(python("-c", code), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "en" / "rules.md").exists()


def test_runs_are_listed_in_the_order_of_their_numbers():
    """The second run of a day comes before the tenth."""
    listed = re.findall(r"^### (\S+)-(\d+) \{", PAGES["en/benchmarks/results.md"], re.M)
    assert listed == sorted(listed, key=lambda run: (run[0], int(run[1])))
    assert any(int(number) > 9 for _, number in listed)


def test_only_runs_that_were_timed_alike_are_compared(monkeypatch):
    """With other versions or on another machine another word is no contradiction."""
    monkeypatch.setattr(speed, "_conditions", lambda run: run)
    assert speed.again() == ([], Counter())


def test_words_of_a_second_run_need_one(monkeypatch):
    """Where nothing was timed twice there is no such section."""
    assert "{: #repeated }" in PAGES["en/benchmarks/results.md"]
    monkeypatch.setattr(speed, "again", lambda: ([], Counter()))
    (page,) = (text for _, text in speed.pages(Site(load(), "en")))
    assert "{: #repeated }" not in page


def test_a_probe_without_a_record_stops_the_build():
    """The file and what to do are named."""
    site = Site(load(), "en")
    kept = site.records["capabilities"]
    del kept["hessian"]
    with pytest.raises(KnowledgeError, match=r"capabilities/hessian\.toml: no run has it"):
        list(laboratory.pages(site))


@pytest.mark.parametrize(
    ("file", "kept", "told"),
    [
        ("words.toml", 'answer = { en = "Answer" }', r"words\.toml: answer: zh is missing"),
        ("presets.toml", '[[preset]]\nanswers = {}\nen = "x"', r"presets\.toml: preset 1: zh"),
    ],
)
def test_a_missing_translation_stops_the_build(tmp_path, monkeypatch, file, kept, told):
    """The file and the text are named."""
    place = tmp_path / "pages"
    shutil.copytree(pages_of_site.HERE, place)
    (place / file).write_text(kept, "utf-8")
    monkeypatch.setattr(pages_of_site, "HERE", place)
    with pytest.raises(KnowledgeError, match=told):
        list(home.pages(Site(load(), "zh")))


def test_derived_pages_are_not_kept_in_the_repository():
    """They are written before a build."""
    ignored = (ROOT / ".gitignore").read_text("utf-8")
    for path in PAGES:
        folder = path.split("/")[1].removesuffix(".md")
        assert f"/docs/*/{folder}" in ignored, path
