"""What the tests share: the real knowledge, answers by hypothesis, the command line."""

import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from replaced import Replaced

from advisor import cli, store
from advisor.commands.measures import speed
from advisor.decision import Decider
from advisor.knowledge import Knowledge, load
from advisor.measure.processes import Workers
from advisor.measured import fill
from advisor.situation import CRITERIA, Situation, situation

# Examples are cut by the number below, never by the clock of a busy machine.
settings.register_profile(
    "default",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("default")

pytest_plugins = ["served"]
KNOWLEDGE = load()
ROOT = Path(__file__).parent.parent


# Where coverage is asked for, slow tests are left out of it, with the processes that they start:
# quicker ones run every line, and counting takes a fifth of the time of the programs and half
# of that of the fuzzing.


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker("no_cover")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item):
    with pytest.MonkeyPatch.context() as patch:
        if item.get_closest_marker("slow"):
            patch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
        return (yield)


def answers() -> st.SearchStrategy[dict[str, str]]:
    """Any valid set of answers, with any of them left out."""
    return st.fixed_dictionaries(
        {}, optional={q.id: st.sampled_from(q.values) for q in KNOWLEDGE.questions}
    ).filter(possible)


def possible(given: dict[str, str]) -> bool:
    return not any(
        c.when.keys() <= given.keys() and all(given[q] in v for q, v in c.when.items())
        for c in KNOWLEDGE.contradictions
    )


def priorities() -> st.SearchStrategy[dict[str, int]]:
    return st.fixed_dictionaries({c: st.integers(0, 5) for c in CRITERIA}).filter(
        lambda p: any(p.values())
    )


def checked(given: dict[str, object], knowledge: Knowledge = KNOWLEDGE) -> Situation:
    return situation(given, knowledge.questions, knowledge.contradictions)


def data_files() -> dict[str, store.Table]:
    """The data files as parsed, before any check."""
    names = [str(name) for name, _, _ in store.stamp(store.DATA)]
    files = store.parse(store.DATA, names)[0]
    assert fill(files, Path(store.DATA) / "runs") == []
    return files


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return KNOWLEDGE


@pytest.fixture(scope="session")
def decider() -> Decider:
    return Decider(KNOWLEDGE)


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """English, 80 columns, no colour, whatever machine the tests run on."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    """Run a command line in this process: exit code, stdout, stderr."""

    def call(*words: str) -> tuple[int, str, str]:
        code = cli.main(list(words))
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the data files that a test may break."""
    target = tmp_path / "data"
    shutil.copytree(store.DATA, target, ignore=shutil.ignore_patterns("__pycache__"))
    return target


@pytest.fixture
def other_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache directory of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the timing runs of the test go; the machine is taken for fit."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(speed, "unfit", lambda place, jobs: [])
    return tmp_path / "keras-or-pytorch" / "runs"


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> Replaced:
    """The processes of a timing run, replaced."""
    made = Replaced()
    monkeypatch.setattr(speed, "gate", made.gate)
    monkeypatch.setattr(speed, "lacking", lambda lane: [])
    monkeypatch.setattr(Workers, "run", lambda self, told: made.run(told))
    return made


def python(*words: str) -> list[str]:
    return [sys.executable, *words]


def clean_environment() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR")}


def write(path, **answers):
    """An answers file; its path as a word of the command line."""
    path.write_text(json.dumps(answers), "utf-8")
    return str(path)
