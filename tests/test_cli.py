"""The command line: results on stdout, faults on stderr, exit codes, both languages."""

import io
import json
import os
import re
import runpy
import subprocess
from importlib import import_module

import pytest
from conftest import KNOWLEDGE, ROOT, clean_environment, python

from advisor import cli
from advisor.commands.measure import KINDS
from advisor.dates import day_number, iso_date, today
from advisor.messages import Messages
from advisor.options import Parser
from advisor.pairs import load_pairs

SHOWN = [
    line.split()
    for line in (
        "--area text --goal research --custom-training heavy --pretrained hugging_face",
        "--area image --goal teach --experience beginner",
        "--deploy microcontroller",
        "--hardware tpu",
        "",
    )
]
VERDICTS = ["pytorch", "keras", "keras", "keras", "either"]


@pytest.mark.parametrize(("words", "verdict"), list(zip(SHOWN, VERDICTS, strict=True)))
def test_json_is_the_contract(run, words, verdict):
    """One document with the fields, types and cross references other programs rely on."""
    code, out, err = run("recommend", "--json", *words)
    assert (code, err) == (0, "")
    doc = json.loads(out)
    assert list(doc) == [
        "schema_version", "situation", "assumed", "verdict", "strength", "runtime", "scores",
        "weights", "vetoes", "reasons", "robustness", "flips", "settle", "evidence",
        "knowledge", "next",
    ]  # fmt: skip
    assert doc["verdict"] == verdict
    assert doc["schema_version"] == 1
    assert list(doc["situation"]) == [q.id for q in KNOWLEDGE.questions]
    assert set(doc["assumed"]) <= set(doc["situation"])
    criteria = ["ease_of_use", "performance", "flexibility", "community_support"]
    assert list(doc["scores"]["keras"]) == [*criteria, "total"] == list(doc["scores"]["pytorch"])
    assert list(doc["weights"]) == criteria
    dated = {e["id"]: e for e in doc["evidence"]}
    for reason in doc["reasons"]:
        assert set(reason) == {"id", "criterion", "side", "points", "text", "evidence"}
        assert set(reason["evidence"]) <= dated.keys()
    for entry in dated.values():
        assert entry["age_days"] == day_number(today()) - day_number(entry["as_of"]) >= 0
    assert set(doc["robustness"]) == {"share", "dominates", "turns_at"}
    assert doc["knowledge"]["version"] == KNOWLEDGE.version
    assert (doc["settle"] is None) == (verdict != "either")


def test_vetoes_in_the_document(run):
    """A lane ruled out is named with its reason."""
    doc = json.loads(run("recommend", "--json", "--hardware", "tpu")[1])
    assert doc["vetoes"][0]["id"] == "V01"
    assert doc["vetoes"][0]["out"] == ["keras-torch"]
    assert doc["runtime"] == "keras-jax"


def test_answers_file_and_options_win_over_it(run, tmp_path):
    """A file gives answers; an option changes one of them."""
    path = tmp_path / "a.json"
    path.write_text('{"area": "text", "priorities": {"performance": 5}}', "utf-8")
    doc = json.loads(run("recommend", "--answers", str(path), "--json", "--area=image")[1])
    assert doc["situation"]["area"] == "image"
    assert doc["weights"]["performance"] == 5
    options = ("--priority", "performance=0", "--priority", "flexibility=2.5")
    doc = json.loads(run("recommend", "--answers", str(path), "--json", *options)[1])
    assert doc["weights"]["performance"] == 0
    assert doc["weights"]["flexibility"] == 2.5


def test_answers_from_standard_input():
    """`--answers -` reads standard input."""
    done = subprocess.run(
        python("-m", "advisor", "recommend", "--answers", "-", "--json"),
        input='{"deploy": "fpga"}', capture_output=True, text=True, cwd=ROOT, check=True,
        encoding="utf-8",
    )  # fmt: skip
    assert json.loads(done.stdout)["situation"]["deploy"] == "fpga"


def test_standard_input_in_process(run, monkeypatch):
    """The same without a new process."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"area": "rl"}')))
    doc = json.loads(run("recommend", "--answers", "-", "--json")[1])
    assert doc["situation"]["area"] == "rl"


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("words", SHOWN)
def test_text_in_both_languages(run, lang, words):
    """Verdict, scores, reasons, flips, robustness and next steps, with no line too wide."""
    code, out, err = run("recommend", "--lang", lang, *words)
    assert (code, err) == (0, "")
    assert "\x1b" not in out
    assert all(line == line.rstrip() for line in out.splitlines())
    wanted = {
        "en": ["Scores", "What would change the answer", "How far it holds", "Next"],
        "zh": ["得分", "什么会让结论翻转", "稳健性", "下一步"],
    }[lang]
    for heading in wanted:
        assert heading in out
    for line in out.splitlines():
        if not re.search(r"python -m|pip install|https?://", line):
            assert width(line) <= 80, line


def width(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)


def test_wide_characters_line_up(run):
    """In the Chinese table every bar starts in the same column of the terminal."""
    out = run("recommend", "--lang", "zh", "--hardware", "tpu")[1]
    starts = {
        width(line[: re.search("[█░]", line).start()]) for line in out.splitlines() if "█" in line
    }
    assert len(starts) == 1


def test_narrow_terminal(run, monkeypatch):
    """Forty columns: numbers instead of bars, nothing cut."""
    monkeypatch.setenv("COLUMNS", "40")
    out = run("recommend", "--hardware", "tpu")[1]
    assert "█" not in out
    assert "…" not in out
    assert "ease of use" in out


def test_language_follows_the_locale(run, monkeypatch):
    """LANG decides unless --lang does."""
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "推荐" in run("recommend", "--hardware", "tpu")[1]
    assert "Recommended" in run("recommend", "--hardware", "tpu", "--lang=en")[1]
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert "Recommended" in run("recommend", "--hardware", "tpu")[1]


def test_broken_knowledge_exits_with_1(run, tree, other_home, monkeypatch):
    """A fault in the data files is our own failure: exit 1, every fault named."""
    path = tree / "lanes.toml"
    path.write_text(path.read_text("utf-8").replace('side = "keras"', 'side = "theano"'), "utf-8")
    real = cli.load
    monkeypatch.setattr(cli, "load", lambda: real(str(tree)))
    code, out, err = run("recommend", "--json")
    assert (code, out) == (1, "")
    assert "lanes.toml: keras-tensorflow has side theano" in err


def test_ctrl_c_leaves_cleanly(run, monkeypatch):
    """Ctrl-C is 130 and one line."""

    def interrupt(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "run", interrupt)
    code, out, err = run("recommend")
    assert (code, out) == (130, "")
    assert "Stopped" in err


def test_importing_the_module_runs_nothing():
    """Only `python -m advisor` runs a command."""
    runpy.run_module("advisor.__main__", run_name="imported")


@pytest.mark.parametrize(("words", "code"), [(["--version"], 0), (["recomend"], 2)])
def test_the_module_leaves_with_the_exit_code(monkeypatch, capsys, words, code):
    """`python -m advisor` flushes and exits with what main returned."""
    left = []
    monkeypatch.setattr("sys.argv", ["advisor", *words])
    monkeypatch.setattr(os, "_exit", left.append)
    monkeypatch.setattr("gc.disable", lambda: None)
    runpy.run_module("advisor", run_name="__main__")
    capsys.readouterr()
    assert left == [code]


def test_no_color_and_forced_color():
    """NO_COLOR is honoured; a pipe has no colour anyway."""
    words = python("-m", "advisor", "recommend")
    env = {**clean_environment(), "FORCE_COLOR": "1"}
    loud = subprocess.run(words, capture_output=True, env=env, cwd=ROOT, check=True)
    assert b"\x1b[" in loud.stdout
    quiet = subprocess.run(words, capture_output=True, cwd=ROOT, check=True)
    assert b"\x1b[" not in quiet.stdout


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("command", ["", *cli.COMMANDS])
def test_help(run, command, lang):
    """Every command explains itself; the first help opens with two runnable examples."""
    code, out, err = run(*([command] if command else []), "-h", "--lang", lang)
    assert (code, err) == (0, "")
    assert "--lang" in out
    if not command:
        examples = [x.strip() for x in out.splitlines() if x.startswith("  python -m advisor ")]
        assert len(examples) == 2
        for example in examples:
            assert run(*example.split()[3:])[0] == 0


def test_version_and_completion_words(run):
    """Versions name the knowledge and the span of its evidence; words serve completion."""
    assert KNOWLEDGE.version in run("--version")[1]
    words = run("--words")[1].split()
    assert {"recommend", "--area", "microcontroller", "--json"} <= set(words)


def test_no_third_party_import_and_no_slow_module_on_the_json_path(tmp_path):
    """`recommend --answers FILE --json` imports the standard library's fast part only."""
    path = tmp_path / "a.json"
    path.write_text("{}", "utf-8")
    probe = (
        "import sys; from advisor.cli import main; "
        f"main(['recommend', '--answers', {str(path)!r}, '--json']); "
        "print([m for m in ('rich', 'argparse', 'dataclasses', 'typing', 'datetime', 'tomllib',"
        " 'fractions', 'pathlib') if m in sys.modules], file=sys.stderr)"
    )
    # measuring coverage in a process imports modules of its own there
    env = {k: v for k, v in os.environ.items() if not k.startswith("COVERAGE")}
    command = python("-c", probe)
    subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
    done = subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True)
    assert done.stderr.strip() == b"[]"


def test_dates():
    """Day numbers agree with the calendar, leap days included."""
    from datetime import date, timedelta

    first = date(1970, 1, 1)
    for days in (*range(-800, 40_000, 97), 19_782, 20_780):
        iso = (first + timedelta(days)).isoformat()
        assert day_number(iso) == days
        if days >= 0:
            assert iso_date(days) == iso


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_examples_of_the_help_are_good_command_lines(command):
    """Each one parses without a fault and names a record, rule or pair that is there."""
    parser = Parser(command, Messages(KNOWLEDGE, "en"))
    import_module(f"advisor.commands.{command}").add_options(parser, KNOWLEDGE)
    assert parser.examples
    known = {*KNOWLEDGE.evidence, *(r.id for r in KNOWLEDGE.rules), *load_pairs(), *KINDS}
    for line in parser.examples:
        given = parser.read(line.split()[4:])
        assert given.faults == []
        assert {w for w in given.words if not w.endswith(".json")} <= known
