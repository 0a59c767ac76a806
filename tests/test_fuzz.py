"""Whatever is thrown at it: an exit code of the contract, never a traceback.

20,000 inputs over three shapes: files of bytes, files of JSON, command lines.
"""

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout

import pytest
from conftest import KNOWLEDGE
from hypothesis import example, given, settings
from hypothesis import strategies as st

from advisor import cli
from advisor.situation import CRITERIA

BYTES, DOCUMENTS, LINES = 4_000, 8_000, 8_000

scalar = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(sorted({v for q in KNOWLEDGE.questions for v in q.values})),
)
anything = st.recursive(
    scalar,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
names = st.sampled_from([*(q.id for q in KNOWLEDGE.questions), "priorities"])
documents = st.dictionaries(
    names | st.text(max_size=6),
    anything | st.dictionaries(st.sampled_from(CRITERIA) | st.text(max_size=4), scalar),
    max_size=6,
)
plausible = st.fixed_dictionaries(
    {}, optional={q.id: st.sampled_from(q.values) for q in KNOWLEDGE.questions}
)
# equal and measure run programs for minutes; their bad input is in test_measuring.py.
commands = [c for c in cli.COMMANDS if c not in ("equal", "measure")]
words = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *commands, "--json", "--markdown", "--help", "-h", "--lang", "zh", "en",
                "--answers", "-", "--priority", "performance=5", "performance=-1", "--stale",
                "--kind", "--criterion", "--version", "--words", "--", "E01", "api_surface", "=",
                *(f"--{q.id.replace('_', '-')}" for q in KNOWLEDGE.questions),
            ]
        ),
        st.sampled_from(sorted({v for q in KNOWLEDGE.questions for v in q.values})),
        st.text(max_size=6),
    ),
    max_size=7,
)  # fmt: skip


def outcome(argv: list[str]) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a command line, run in this process."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = cli.main(argv)
    return code, out.getvalue(), err.getvalue()


def check(argv: list[str]) -> int:
    code, out, err = outcome(argv)
    assert code in (0, 2), (argv, code, err)
    assert "Traceback" not in err
    if code == 2:
        assert out == ""
        assert err.startswith(("error: ", "错误："))
    elif "--json" in argv and not {"--help", "-h", "--version", "--words"} & set(argv):
        json.loads(out)
    return code


@pytest.mark.slow
@settings(max_examples=BYTES)
@given(st.binary(max_size=60) | st.text(max_size=40).map(str.encode))
@example(b"\xff\xfe{\x00}\x00")
def test_answers_files_of_bytes(tmp_path, data):
    """Any bytes in the answers file are refused or answered."""
    path = tmp_path / "a.json"
    path.write_bytes(data)
    check(["recommend", "--answers", str(path), "--json"])


@pytest.mark.slow
@settings(max_examples=DOCUMENTS)
@given(documents | plausible | anything)
def test_answers_files_of_json(tmp_path, document):
    """Any JSON document in the answers file is refused or answered."""
    path = tmp_path / "a.json"
    path.write_text(json.dumps(document), "utf-8")
    check(["recommend", "--answers", str(path), "--json"])


@pytest.mark.slow
@settings(max_examples=LINES)
@given(words)
def test_command_lines(monkeypatch, argv):
    """Any command line is refused or answered."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"{}"), encoding="utf-8"))
    check(argv)
