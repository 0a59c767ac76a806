"""Streams the advisor writes to: closed, full, without Unicode, without an encoding."""

import io
import json
import os
import subprocess
import sys

import pytest
from conftest import ROOT, clean_environment, python

from advisor import cli
from advisor.terminal import Screen


def test_a_reader_that_closes_the_pipe():
    """`… | head -1` ends without a word."""
    done = subprocess.run(
        f"{sys.executable} -m advisor rules | head -1; test ${{PIPESTATUS[0]}} = 0",
        shell=True,
        executable="/bin/bash", capture_output=True, text=True, cwd=ROOT, check=True,
    )  # fmt: skip
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1


def test_a_closed_pipe_is_not_an_error(run, monkeypatch):
    """What is left of the output goes nowhere, and the exit code is 0."""
    moved = []

    def closed(*_args):
        raise BrokenPipeError

    monkeypatch.setattr(cli, "run", closed)
    monkeypatch.setattr(os, "dup2", lambda source, target: moved.append((source, target)))
    monkeypatch.setattr("sys.stdout.fileno", lambda: 1, raising=False)
    assert run("rules") == (0, "", "")
    assert moved[0][1] == 1
    os.close(moved[0][0])


def test_a_full_disk(run, monkeypatch):
    """Output that cannot be written is our failure: exit 1 and one line."""

    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cli, "run", full)
    monkeypatch.setattr(cli, "_let_go_of_stdout", lambda: None)
    code, out, err = run("rules")
    assert (code, out) == (1, "")
    assert "No space left on device" in err


def test_a_terminal_without_unicode():
    """With an ASCII stdout the Chinese text is escaped and the JSON stays JSON."""
    env = {**clean_environment(), "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    words = ("-m", "advisor", "recommend", "--lang", "zh", "--hardware", "tpu")
    text = subprocess.run(python(*words), capture_output=True, env=env, cwd=ROOT, check=True)
    assert b"#" in text.stdout
    assert b"\\u" in text.stdout
    doc = subprocess.run(
        python(*words, "--json"), capture_output=True, env=env, cwd=ROOT, check=True
    )
    assert json.loads(doc.stdout.decode("ascii"))["verdict"] == "keras"


def test_streams_that_are_no_terminal_files(monkeypatch):
    """A caller's own stream without an encoding to set is used as it is."""
    out = io.StringIO()
    monkeypatch.setattr("sys.stdout", out)
    assert cli.main(["--words"]) == 0
    assert "recommend" in out.getvalue()


@pytest.mark.parametrize(
    ("redirection", "words", "code"),
    [
        (">&-", "recommend", 1),
        ("<&-", "recommend --answers -", 2),
        ("<&-", "", 0),
        ("2>&-", "recommend", 0),
    ],
)
def test_closed_streams(redirection, words, code):
    """A stream closed by the caller is no reason for a traceback."""
    done = subprocess.run(
        f"{sys.executable} -m advisor {words} {redirection}",
        shell=True, capture_output=True, text=True, cwd=ROOT, check=False, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == code
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("stream", ["stdin", "stderr", "stdout"])
def test_closed_streams_in_process(monkeypatch, capsys, stream):
    """The same without a new process."""
    monkeypatch.setattr(f"sys.{stream}", None)
    assert cli.main(["--words"]) == (1 if stream == "stdout" else 0)
    monkeypatch.undo()
    capsys.readouterr()


def test_a_closed_pipe_is_left_to_the_caller():
    """The library that draws would exit with 1, which means a failure of our own."""
    with pytest.raises(BrokenPipeError):
        Screen().on_broken_pipe()
