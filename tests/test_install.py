"""What an installation brings along: pip is asked, nothing is installed."""

import contextlib
import json
import subprocess
from typing import ClassVar

import pytest
from conftest import KNOWLEDGE

from advisor.commands.measures import install as command
from advisor.executed import fill
from advisor.measure import install


@pytest.fixture
def pip(monkeypatch, tmp_path):
    """pip, replaced by a report on two files of 5 bytes; `fail` makes it say no."""
    wheel = tmp_path / "wheel"
    wheel.write_bytes(b"12345")
    items = [
        {"metadata": {"name": name, "version": "1.0"},
         "download_info": {"url": wheel.as_uri()}} for name in ("torch", "filelock")
    ]  # fmt: skip
    asked = {"fail": ""}

    def run(words, **_):
        asked["words"] = words
        return subprocess.CompletedProcess(
            words, bool(asked["fail"]), json.dumps({"install": items}), asked["fail"]
        )

    monkeypatch.setattr(install.subprocess, "run", run)
    return asked


def test_packages_and_bytes_are_counted(pip):
    """Every package that pip would fetch, and the size of its file."""
    found = install.resolve(["torch"], 5)
    assert found == {"packages": {"filelock": "1.0", "torch": "1.0"}, "bytes": 10}
    assert "--dry-run" in pip["words"]
    assert pip["words"][-1] == "torch"


def test_what_pip_or_an_index_does_not_say_is_told(pip, monkeypatch):
    """No size, no answer in time: an error in words, for this lane only."""
    monkeypatch.setattr(install, "urlopen", lambda *_, **__: Nothing())
    with pytest.raises(RuntimeError, match="size of wheel"):
        install.resolve(["torch"], 5)

    def hang(words, timeout, **_):
        raise subprocess.TimeoutExpired(words, timeout)

    monkeypatch.setattr(install.subprocess, "run", hang)
    with pytest.raises(RuntimeError, match="no answer in 5 s"):
        install.resolve(["torch"], 5)


class Nothing(contextlib.AbstractContextManager):
    """An answer without headers."""

    headers: ClassVar[dict[str, str | None]] = {"Content-Length": None}

    def __exit__(self, *_):
        pass


def test_the_command(pip, run, share):
    """A table or JSON; a lane that cannot be resolved is told, the others go on."""
    code, out, err = run("measure", "install", "--lane", "pytorch-eager")
    assert code == 0
    assert "[1/1] pytorch-eager" in err
    assert pip["words"][-1] == "torch"
    assert "0.0 MB" in out
    code, out, _ = run("measure", "install", "--json")
    assert code == 0
    asked = {lane.id for lane in KNOWLEDGE.lanes} - {"pytorch-compile"}  # installed like eager
    assert set(json.loads(out)["lanes"]) == asked
    pip["fail"] = "WARNING: slow\nERROR: No matching distribution found for torch"
    code, out, _ = run("measure", "install", "--lane", "pytorch-eager")
    assert code == 1
    assert "No matching distribution" in out


def test_no_network_is_told(pip, run, share, monkeypatch):
    """As the reason for this lane."""
    monkeypatch.setattr(command, "resolve", lambda *_: (_ for _ in ()).throw(OSError("no route")))
    code, out, _ = run("measure", "install", "--lane", "pytorch-eager")
    assert code == 1
    assert "no route" in out


def test_evidence_reads_it():
    """By lane; a compiled lane is installed like the plain one."""
    kept = {
        "pytorch-eager": ("2026-11-26-cpu-1",
                          {"values": {"packages": {"a": "1", "b": "2"}, "bytes": 12_340_000}}),
    }  # fmt: skip
    for name, value in (("packages", 2), ("megabytes", 12.3)):
        table = {"source": [f"install:{name}"]}
        lanes = ["pytorch-eager", "pytorch-compile"]
        assert list(fill("x", table, lambda kind: kept, lanes)) == []
        assert table["value"] == {"pytorch-eager": value, "pytorch-compile": value}
        assert table["again"] == "measure install"
    table = {"source": ["install:colour"]}
    (told,) = fill("x", table, lambda kind: kept, ["pytorch-eager"])
    assert "colour" in told
