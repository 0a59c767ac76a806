"""The environments of every backend that Keras ever had, and the article's sample in them.

No test here needs a framework, an old Python or the network: `fake` stands for Python.
"""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from advisor.measure import environments as module
from advisor.measure import history
from advisor.measure.environments import CURRENT, Environment, Machine, environments, look, plan

FIGURES = (
    '{"seed": 0, "backend": "theano", "updates": 1250, "rows_per_update": 32.0,'
    ' "accuracy": 0.93, "recounted": 0.93, "loss": 0.25, "seconds": 7.26,'
    ' "versions": {"python": "9.9.1"}}'
)
FAKE = """#!/bin/sh
case "$*" in
*ensurepip*) {probe} ;;
*--save*) echo data >> {calls}; {save} ;;
*"-m venv"*) echo create >> {calls}; {create} ;;
*" install "*) echo install >> {calls}; {install} ;;
*) echo run >> {calls}; {run} ;;
esac
"""


class Fake:
    """A Python 9.9 that does as told at each stage, and the environments that need it."""

    def __init__(self, folder, monkeypatch):
        self.folder = folder
        self.calls_file = folder / "calls"
        self.path = folder / "bin" / "python9.9"
        self.behave()
        for name in ("PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("PATH", f"{self.path.parent}:/usr/bin:/bin")
        monkeypatch.setenv("PYENV_ROOT", str(folder / "pyenv"))
        monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        monkeypatch.setattr(sys, "executable", str(self.path))

    def behave(self, path=None, **stages):
        """Do this shell code at these stages, what is right at the others."""
        usual = {
            "probe": "echo 9.9",
            "save": 'touch "$3"',
            "create": 'mkdir -p "$3/bin"; cp "$0" "$3/bin/python"',
            "install": ":",
            "run": f"echo starting; echo '{FIGURES}'",
        }
        path = path or self.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(FAKE.format(calls=self.calls_file, **(usual | stages)))
        path.chmod(0o755)

    def calls(self):
        """The stages run since the last call."""
        found = self.calls_file.read_text().split() if self.calls_file.exists() else []
        self.calls_file.unlink(missing_ok=True)
        return found


@pytest.fixture
def fake(tmp_path, monkeypatch):
    return Fake(tmp_path, monkeypatch)


def wanted(**fields):
    """An environment that needs Python 9.9 and one package."""
    usual = {
        "id": "old", "backend": "theano", "python": "9.9", "requirements": ["theano==1"],
        "variables": {}, "libraries": [], "programs": [], "refuses": "",
        "why": {"en": "why", "zh": "为什么"},
    }  # fmt: skip
    return Environment(**(usual | fields))


def machine(**fields):
    """A machine that has Python 9.9 and nothing else."""
    usual = {"pythons": {"9.9": "/py"}, "libraries": {}, "programs": set(), "modules": set()}
    return Machine(**(usual | fields))


@pytest.fixture
def result(fake, monkeypatch):
    """Runs the given environments and gives their records and the progress told."""

    def go(*todo, time_limit=20.0):
        monkeypatch.setattr(history, "environments", lambda: list(todo))
        told = []
        records = list(history.run(lambda *stage: told.append(stage), time_limit))
        return records, told

    return go


LIBRARY = {"name": "libold.so.1", "file": "libnew.so.4", "package": "libnew4"}
PROGRAM = {"name": "no-such-compiler", "package": "g++"}


# The files


def test_every_backend_has_an_environment_with_its_reason():
    """All that Keras ever had, each once per Keras, with pins and both languages."""
    found = environments()
    assert [e.backend for e in found] == [
        "theano", "cntk", "tensorflow", "tensorflow", "jax", "torch", "openvino",
    ]  # fmt: skip
    assert len({e.id for e in found}) == len(found)
    for e in found:
        assert e.why.keys() == {"en", "zh"}
        assert re.search("[一-鿿]", e.why["zh"])
        assert all(re.fullmatch(r"[\w.-]+==[\w.]+", r) for r in e.requirements)
        assert e.requirements or e.python == CURRENT
        assert all(x.keys() == LIBRARY.keys() for x in e.libraries)
        assert all(x.keys() == PROGRAM.keys() for x in e.programs)


# The plan


def test_nothing_lacks_where_everything_is_there(tmp_path):
    """The plan names the Python, the folder, the links and no lack."""
    found = plan(
        wanted(libraries=[LIBRARY], programs=[PROGRAM]),
        machine(libraries={"libnew.so.4": "/lib/libnew.so.4"}, programs={PROGRAM["name"]}),
        tmp_path,
    )
    assert found.lacks == []
    assert found.python == "/py"
    assert found.folder == tmp_path / "old"
    assert found.links == {"libold.so.1": "/lib/libnew.so.4"}
    assert found.interpreter == str(tmp_path / "old" / "bin" / "python")


def test_everything_that_lacks_is_named(tmp_path):
    """All of it at once, with the Debian package that has it."""
    found = plan(
        wanted(libraries=[LIBRARY], programs=[PROGRAM]), machine(pythons={}), tmp_path
    ).lacks
    assert found == [
        {"kind": "python", "name": "python9.9", "package": ""},
        {"kind": "library", "name": "libnew.so.4", "package": "libnew4"},
        {"kind": "program", "name": "no-such-compiler", "package": "g++"},
    ]


def test_the_running_python_needs_the_frameworks_installed(tmp_path):
    """Without requirements there is no folder; what is not installed lacks."""
    current = wanted(python=CURRENT, backend="jax", requirements=[])
    found = plan(current, machine(modules={"keras"}), tmp_path)
    assert found.lacks == [{"kind": "module", "name": "jax", "package": ""}]
    assert found.folder is None
    assert found.interpreter == sys.executable


def test_the_process_environment_of_an_old_python(tmp_path, monkeypatch):
    """Backend, links first among the libraries, own settings; nothing made for our Python."""
    monkeypatch.setenv("PYTHONPATH", "/ours")
    monkeypatch.setenv("LD_LIBRARY_PATH", "/theirs")
    todo = plan(
        wanted(libraries=[LIBRARY], variables={"FLAGS": "in={scratch}/x"}),
        machine(libraries={"libnew.so.4": "/lib/libnew.so.4"}),
        tmp_path,
    )
    found = todo.variables(Path("/scratch"))
    assert found["KERAS_BACKEND"] == "theano"
    assert found["LD_LIBRARY_PATH"] == f"{tmp_path}/old/libraries:/theirs"
    assert found["FLAGS"] == "in=/scratch/x"
    assert found["KERAS_HOME"] == "/scratch"
    assert "PYTHONPATH" not in found


def test_the_process_environment_of_the_running_python(tmp_path, monkeypatch):
    """What was made for it stays."""
    monkeypatch.setenv("PYTHONPATH", "/ours")
    todo = plan(wanted(python=CURRENT, backend="jax", requirements=[]), machine(), tmp_path)
    assert todo.variables(Path("/scratch"))["PYTHONPATH"] == "/ours"


# The machine


def test_a_python_on_path_is_found(fake):
    """Its path is what runs."""
    assert module.find_python("9.9") == str(fake.path)


@pytest.mark.parametrize("probe", ["exit 127", "echo 9.8", "exec sleep 60"])
def test_a_stand_in_on_path_gives_way_to_pyenv(fake, monkeypatch, probe):
    """One that fails, is another version or hangs is passed over; pyenv's newest comes next."""
    monkeypatch.setattr(module, "PROBE_LIMIT", 1.0 if "sleep" in probe else 20.0)
    fake.behave(probe=probe)
    for patch in (2, 10, 9):
        fake.behave(fake.folder / f"pyenv/versions/9.9.{patch}/bin/python9.9")
    (fake.folder / "pyenv/versions/9.9.10/bin/python9.9").chmod(0o644)  # cannot be run
    assert module.find_python("9.9") == str(fake.folder / "pyenv/versions/9.9.9/bin/python9.9")


def test_no_python_is_found(fake, monkeypatch):
    """Neither on PATH nor in pyenv's usual place."""
    monkeypatch.delenv("PYENV_ROOT")
    monkeypatch.setenv("HOME", str(fake.folder))
    assert module.find_python("8.8") is None


def test_the_machine_is_searched_for_what_is_needed(fake, monkeypatch):
    """Pythons, libraries, programs and modules; what is not there is left out."""
    (fake.folder / "libnew.so.4").touch()
    monkeypatch.setenv("LD_LIBRARY_PATH", f"{fake.folder}")
    monkeypatch.setattr(module, "NEEDS", {"keras-jax": ("json", "no_such_module")})
    found = look(
        [
            wanted(libraries=[LIBRARY], programs=[PROGRAM, {"name": "sh", "package": "dash"}]),
            wanted(python="8.8", libraries=[LIBRARY | {"file": "no-such.so"}]),
            wanted(python=CURRENT, backend="jax", requirements=[]),
        ]
    )
    assert found.pythons == {"9.9": str(fake.path)}
    assert found.libraries == {"libnew.so.4": f"{fake.folder}/libnew.so.4"}
    assert found.programs == {"sh"}
    assert found.modules == {"json"}


# The run


def test_an_environment_is_made_once(fake, result):
    """The first run makes it, tells each stage and gives the figures; the second reuses it."""
    records, told = result(wanted())
    assert records == [
        {
            "id": "old", "backend": "theano", "outcome": "ok", "seconds": 7.3, "seed": 0,
            "accuracy": 0.93, "recounted": 0.93, "loss": 0.25, "updates": 1250,
            "rows_per_update": 32.0, "versions": {"python": "9.9.1"},
        }
    ]  # fmt: skip
    assert told == [("old", stage) for stage in ("data", "create", "install", "run")]
    assert fake.calls() == ["data", "create", "install", "run"]
    result(wanted())
    assert fake.calls() == ["data", "run"]


def test_another_recipe_makes_it_anew(fake, result):
    """Other requirements, and nothing of the old environment is left."""
    result(wanted())
    folder = fake.folder / "cache/keras-or-pytorch/history/old"
    (folder / "left").touch()
    fake.calls()
    result(wanted(requirements=["theano==2"]))
    assert fake.calls() == ["data", "create", "install", "run"]
    assert not (folder / "left").exists()


def test_half_an_environment_is_made_anew(fake, result):
    """Without its marker it is not used."""
    result(wanted())
    (fake.folder / "cache/keras-or-pytorch/history/old/complete.json").unlink()
    fake.calls()
    result(wanted())
    assert fake.calls() == ["data", "create", "install", "run"]


def test_libraries_are_linked_under_the_old_names(fake, result, monkeypatch):
    """In the environment's own folder, which the sample's process searches first."""
    (fake.folder / "libnew.so.4").touch()
    monkeypatch.setenv("LD_LIBRARY_PATH", str(fake.folder))
    fake.behave(run=f"ls \"${{LD_LIBRARY_PATH%%:*}}\" >&2; echo '{FIGURES}'")
    other = LIBRARY | {"name": "libolder.so"}
    records, _ = result(wanted(libraries=[LIBRARY, other]))
    assert records[0]["outcome"] == "ok"
    links = fake.folder / "cache/keras-or-pytorch/history/old/libraries"
    assert {x.name: os.readlink(x) for x in links.iterdir()} == dict.fromkeys(
        ("libold.so.1", "libolder.so"), f"{fake.folder}/libnew.so.4"
    )


def test_the_running_python_makes_nothing(fake, result, monkeypatch):
    """Two backends as installed: the data once, then the sample."""
    monkeypatch.setattr(module, "NEEDS", {"keras-jax": (), "keras-torch": ()})
    todo = [wanted(python=CURRENT, backend=b, requirements=[]) for b in ("jax", "torch")]
    records, _ = result(*todo)
    assert [r["outcome"] for r in records] == ["ok", "ok"]
    assert fake.calls() == ["data", "run", "run"]


def test_what_is_missing_is_told_and_the_others_go_on(fake, result):
    """Nothing is run for it; the reason is in both languages."""
    records, told = result(wanted(id="older", python="8.8"), wanted())
    assert records[0] == {
        "id": "older", "backend": "theano", "outcome": "missing",
        "lacks": [{"kind": "python", "name": "python8.8", "package": ""}],
        "why": {"en": "why", "zh": "为什么"},
    }  # fmt: skip
    assert records[1]["outcome"] == "ok"
    assert {stage[0] for stage in told} == {"old"}


@pytest.mark.parametrize(
    ("stage", "code", "message"),
    [
        ("save", "echo first >&2; echo last >&2; exit 1", "last"),
        ("create", "echo out; exit 1", "out"),
        ("install", "exit 3", "exit code 3"),
        ("run", "kill -9 $$", "exit code -9"),
        ("run", "echo no figures", "no figures"),
        ("run", ":", ""),
    ],
)
def test_a_stage_that_fails(fake, result, stage, code, message):
    """The stage and the last line it said; the next environment is tried all the same."""
    fake.behave(**{stage: code})
    records, _ = result(wanted(), wanted(id="next"))
    told = {"save": "data"}.get(stage, stage)
    for record in records:
        assert record["outcome"] == "failed"
        assert (record["stage"], record["message"].strip()) == (told, message)


def test_a_failed_environment_is_not_kept(fake, result):
    """It would take place and be made anew anyway."""
    fake.behave(install="exit 1")
    result(wanted())
    assert not (fake.folder / "cache/keras-or-pytorch/history/old").exists()


def test_an_interrupted_environment_is_not_kept(fake, result, monkeypatch):
    """Ctrl-C ends the run and leaves nothing half made."""
    fake.behave(create='mkdir "$3"; exec sleep 60')
    folder = fake.folder / "cache/keras-or-pytorch/history/old"
    real = subprocess.Popen.wait

    def wait(self, timeout=None):
        if "venv" in self.args:
            while not folder.exists():
                time.sleep(0.01)
            monkeypatch.setattr(subprocess.Popen, "wait", real)
            raise KeyboardInterrupt
        return real(self, timeout)

    monkeypatch.setattr(subprocess.Popen, "wait", wait)
    with pytest.raises(KeyboardInterrupt):
        result(wanted())
    assert not folder.exists()


def test_a_stage_that_takes_too_long(fake, result):
    """It is ended with all it started."""
    fake.behave(run=f"sleep 60 & echo $! > {fake.folder}/child; wait")
    started = time.monotonic()
    records, _ = result(wanted(), time_limit=2.0)
    assert records[0]["outcome"] == "timed_out"
    assert (records[0]["stage"], records[0]["message"]) == ("run", "2 s")
    assert time.monotonic() - started < 30
    status = Path(f"/proc/{(fake.folder / 'child').read_text().strip()}/stat")
    deadline = time.monotonic() + 10
    while status.exists() and " Z " not in status.read_text() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not status.exists() or " Z " in status.read_text()


def test_a_backend_that_cannot_train(fake, result):
    """The refusal expected of it is an outcome of its own; another failure is not."""
    fake.behave(run="echo 'NotImplementedError: no fit here' >&2; exit 1")
    records, _ = result(wanted(refuses="no fit"), wanted(id="next", refuses="no gpu"))
    assert [r["outcome"] for r in records] == ["cannot_train", "failed"]
    assert records[0]["message"] == "NotImplementedError: no fit here"


def test_a_cache_that_cannot_be_written_is_a_failure(fake, result):
    """As is anything else the system refuses."""
    (fake.folder / "cache").touch()
    records, _ = result(wanted())
    assert records[0]["outcome"] == "failed"
    assert records[0]["stage"] == "create"
    assert "cache" in records[0]["message"]


def test_the_cache_is_in_the_home_directory(fake, monkeypatch):
    """Where XDG_CACHE_HOME does not say otherwise."""
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", "/home/someone")
    assert history.cache_folder() == Path("/home/someone/.cache/keras-or-pytorch/history")
