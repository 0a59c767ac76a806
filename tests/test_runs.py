"""Records of runs: written once, whole or not at all, and refused when they are not ours."""

import json
import subprocess

import pytest

from advisor import runs as kept
from advisor.faults import KnowledgeError
from advisor.measure import runs
from advisor.measure.runs import Run
from advisor.runs import latest, read


def test_a_run_is_kept_as_it_was_found(tmp_path):
    """Protocol first, parts once each, the end last; folders are numbered."""
    run = Run(tmp_path, "figures", {"seeds": 2})
    assert [p.name for p in run.folder.iterdir()] == ["protocol.json"]
    run.put("a", {"x": 1})
    with pytest.raises(FileExistsError, match="never changed"):
        run.put("a", {"x": 2})
    assert latest("figures", tmp_path) is None
    run.finish()
    other = Run(tmp_path, "equality", {})
    other.finish()
    assert [run.id[-2:], other.id[-2:]] == ["-1", "-2"]
    name, parts = latest("figures", tmp_path)
    assert name == run.id
    assert parts["a"] == {"x": 1}
    assert parts["protocol"]["plan"] == {"seeds": 2}
    assert parts["protocol"]["versions"]["numpy"]
    assert set(parts["protocol"]["machine"]) == {"cpu", "cores", "system", "python", "accelerator"}


def test_what_cannot_be_stored_leaves_nothing_half_written(tmp_path):
    """A value that JSON does not know is refused before the file is there."""
    run = Run(tmp_path, "figures", {})
    with pytest.raises(ValueError, match="Out of range"):
        run.put("a", float("nan"))
    assert not (run.folder / "a.json").exists()


@pytest.mark.parametrize("text", ['{"schema_version": 2}', "{", "{}"])
def test_a_foreign_or_broken_run_is_refused(tmp_path, text):
    """The file is named, and why."""
    (tmp_path / "protocol.json").write_text(text, "utf-8")
    with pytest.raises(KnowledgeError, match=r"protocol\.json"):
        read(tmp_path)


def test_what_was_done_to_a_finished_run_is_told(tmp_path):
    """Lost, changed and added parts are all named at once, and so is one that was cut short."""
    run = Run(tmp_path, "figures", {})
    for name in ("a", "b", "c"):
        run.put(name, {"seconds": 1.5})
    run.finish()
    assert read(run.folder)["a"] == {"seconds": 1.5}
    (run.folder / "a.json").write_text('{"seconds": 1.2}', "utf-8")
    (run.folder / "b.json").unlink()
    (run.folder / "d.json").write_text("{}", "utf-8")
    with pytest.raises(KnowledgeError) as refused:
        read(run.folder)
    assert [text.split(" ", 1)[1][:20] for text in refused.value.lines] == [
        "was changed after th", "is missing; restore ", "was changed after th",
    ]  # fmt: skip
    (run.folder / "c.json").write_text('{"seco', "utf-8")
    with pytest.raises(KnowledgeError, match=r"c\.json: not valid JSON.*cut short"):
        read(run.folder)


def test_a_run_from_the_future_is_refused(tmp_path, monkeypatch):
    """A clock that was a year ahead makes no evidence."""
    monkeypatch.setattr(runs, "_now", lambda: "2999-01-01T00:00:00Z")
    run = Run(tmp_path, "figures", {})
    with pytest.raises(KnowledgeError, match="in the future"):
        read(run.folder)


@pytest.mark.parametrize("protocol", ["{", "[]", "{}"])
def test_a_run_that_does_not_say_what_it_measured_is_refused(tmp_path, protocol):
    """Whatever kind is asked for: it might have been of that kind."""
    run = Run(tmp_path, "figures", {})
    run.finish()
    (run.folder / "protocol.json").write_text(protocol, "utf-8")
    with pytest.raises(KnowledgeError, match=r"protocol\.json: "):
        latest("speed", tmp_path)


def test_the_published_runs_are_whole():
    """Every run of the project is finished, of our schema, of a clean commit, and dated."""
    for folder in kept.PUBLISHED.glob("*"):
        parts = read(folder)
        assert "finished" in parts
        assert folder.name.startswith(parts["protocol"]["started"][:10])
        assert "/" not in json.dumps(parts["protocol"]["machine"])


def test_own_runs_are_kept_apart(monkeypatch, tmp_path):
    """In the user's data directory, not among the project's."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert kept.own_runs() == tmp_path / "keras-or-pytorch" / "runs"
    monkeypatch.delenv("XDG_DATA_HOME")
    assert "keras-or-pytorch" in str(kept.own_runs())


def test_a_machine_that_tells_little(monkeypatch):
    """Without /proc the platform's words are used."""

    def nothing(*_args, **_more):
        raise OSError

    monkeypatch.setattr(runs.Path, "read_text", nothing)
    assert runs.machine()["cpu"]


def test_versions_of_what_is_installed(monkeypatch):
    """A package that is not installed has no version."""
    monkeypatch.setattr(runs, "PACKAGES", ("numpy", "no-such-package"))
    assert list(runs.versions()) == ["numpy"]


def test_the_commit(monkeypatch):
    """The checkout's commit; whether anything was changed; or that there is no checkout."""

    def git(changed):
        def call(command, **_more):
            text = changed if "status" in command else "abc\n"
            return subprocess.CompletedProcess(command, 0, stdout=text)

        return call

    monkeypatch.setattr(subprocess, "run", git(""))
    assert runs.commit() == "abc"
    monkeypatch.setattr(subprocess, "run", git(" M x"))
    assert runs.commit() == "abc with changes"

    def none(*_args, **_more):
        raise FileNotFoundError

    monkeypatch.setattr(subprocess, "run", none)
    assert runs.commit() == "not a checkout"
