"""Jobs in processes of their own: every way one can end is an outcome."""

import os
import time

import pytest

from advisor.measure import processes
from advisor.measure.defaults import load_rows
from advisor.measure.processes import Workers
from advisor.measure.worker import foreign_host
from advisor.programs import home

LANE = "pytorch-eager"
PROGRAMS = {
    "good": "def main(seed):\n    print('fine')\n    return seed / 2",
    "crash": "def main(seed):\n    raise ValueError('no luck')",
    "die": "import os\ndef main(seed):\n    os.kill(os.getpid(), 11)",
    "mute": "import os\ndef main(seed):\n    os._exit(3)",
    "hang": "import time\ndef main(seed):\n    time.sleep(60)",
    "call": "import socket\ndef main(seed):\n    socket.create_connection(('example.org', 80))",
    "dial": "import socket\ndef main(seed):\n    socket.socket().connect(('192.0.2.1', 80))",
    "local": (
        "import socket\ndef main(seed):\n    s = socket.create_server(('127.0.0.1', 0))\n"
        "    socket.create_connection(s.getsockname())\n    return 1"
    ),
    "flood": "def main(seed):\n    while True:\n        print('x' * 9999)",
}


@pytest.fixture
def job(tmp_path, monkeypatch):
    """Makes a job of one of the programs above, on a lane that needs nothing installed."""
    monkeypatch.setitem(processes.NEEDS, LANE, ())

    def make(name, seeds=(0,)):
        file = tmp_path / f"{name}.py"
        file.write_text(PROGRAMS[name], "utf-8")
        return {"kind": "figure", "lane": LANE, "file": str(file), "seeds": list(seeds)}

    return make


def run(job, **limits):
    with Workers(1, **limits) as workers:
        return workers.run(job)


def test_a_job_that_ends_well(job):
    """Its values come back, one result for each seed, with the seconds."""
    outcome = run(job("good", (1, 4)))
    assert outcome.status == "ok"
    assert [r["figure"] for r in outcome.values["results"]] == [0.5, 2.0]
    assert all(r["seconds"] >= 0 for r in outcome.values["results"])
    assert outcome.arrays is None


@pytest.mark.parametrize(
    ("name", "message"),
    [("crash", "ValueError: no luck"), ("die", "(signal 11)"), ("mute", "(exit code 3)")],
)
def test_a_job_that_crashes(job, name, message):
    """An exception is told by its last line, a killed interpreter by its signal."""
    outcome = run(job(name))
    assert outcome.status == "crashed"
    assert message in outcome.message


def test_a_job_that_hangs(job):
    """It is ended at its time limit, which the outcome names."""
    start = time.monotonic()
    outcome = run(job("hang"), time_limit=2)
    assert (outcome.status, outcome.message) == ("timed_out", "2 s")
    assert time.monotonic() - start < 20


def test_a_job_that_floods(job, monkeypatch):
    """Output without end is cut off."""
    monkeypatch.setattr(processes, "LOG_LIMIT", 50_000)
    assert run(job("flood")).status == "flooded"


@pytest.mark.parametrize(("name", "host"), [("call", "example.org"), ("dial", "192.0.2.1")])
def test_a_job_that_reaches_for_the_network(job, name, host):
    """It fails before anything leaves the machine; its own machine it may talk to."""
    outcome = run(job(name))
    assert outcome.message == f"ConnectionError: {host}: programs run here without network"
    assert run(job("local")).status == "ok"


@pytest.mark.parametrize(
    ("event", "arguments", "host"),
    [
        ("socket.connect", (None, ("192.0.2.1", 80)), "192.0.2.1"),
        ("socket.connect", (None, ("127.0.0.1", 80)), None),
        ("socket.connect", (None, "/run/socket"), None),
        ("socket.getaddrinfo", ("example.org", 80, 0, 0, 0), "example.org"),
        ("socket.getaddrinfo", ("localhost", 80, 0, 0, 0), None),
        ("open", ("file",), None),
    ],
)
def test_what_is_another_machine(event, arguments, host):
    """Connections and look-ups of other hosts; this machine and files are none."""
    assert foreign_host(event, arguments) == host


def test_a_package_that_is_missing(job, monkeypatch):
    """Nothing is started, and the package is named."""
    monkeypatch.setitem(processes.NEEDS, LANE, ("no_such_package",))
    outcome = run(job("good"))
    assert (outcome.status, outcome.message) == ("missing", "no_such_package")


def test_the_others_go_on(job):
    """A crash is one outcome among others, and an outcome may call for more jobs."""
    followed = []

    def follow(done, outcome):
        followed.append(outcome.status)
        return [job("good", (9,))] if outcome.status == "crashed" else []

    with Workers(2) as workers:
        found = [
            (j["seeds"], o.status) for j, o in workers.all([job("crash"), job("good")], follow)
        ]
        assert workers.run(job("good")).status == "ok", "and the workers can be used again"
    assert sorted(found) == [([0], "crashed"), ([0], "ok"), ([9], "ok")]
    assert sorted(followed) == ["crashed", "ok", "ok"]


def test_when_the_time_is_up(job):
    """Nothing begins any more, an outcome's own jobs neither; what has begun is waited for."""
    with Workers(1) as workers:
        workers.started = lambda _: setattr(workers, "until", time.monotonic())
        ended = workers.all([job("good"), job("crash")], lambda *_: [job("good", (9,))])
        assert [told["seeds"] for told, _ in ended] == [[0]]
        assert list(workers.all([job("good")])) == []


def test_leaving_ends_what_runs(job):
    """Ctrl-C leaves no process behind and returns at once."""
    start = time.monotonic()
    with Workers(2, 50) as workers:
        ended = workers.all([job("hang"), job("good")])
        next(ended)
        ended.close()
    assert time.monotonic() - start < 20
    assert not workers.folder.exists()


def test_the_environment_of_a_lane(monkeypatch):
    """The backend is set for Keras and unset for PyTorch, whatever it was before."""
    monkeypatch.setenv("KERAS_BACKEND", "jax")
    assert processes.environment("keras-torch")["KERAS_BACKEND"] == "torch"
    assert "KERAS_BACKEND" not in processes.environment("pytorch-eager")
    assert os.environ["KERAS_BACKEND"] == "jax"


def test_a_sample_of_the_article_as_it_really_runs():
    """The PyTorch sample, unchanged, takes ten steps on 4,000 rows: one for each epoch."""
    folder = home() / "article"
    told = {"driver": str(folder / "run_sample.py"), "file": str(folder / "sample_pytorch.py")}
    outcome = run({"kind": "sample", "lane": LANE, "seeds": [0], **told})
    (found,) = outcome.values["results"]
    assert (found["updates"], found["rows_per_update"]) == (10, 4000)
    assert 0.5 < found["accuracy"] < 0.9


def test_the_defaults_of_a_side():
    """Read from the installed library, a value for every row."""
    outcome = run({"kind": "defaults", "lane": LANE, "side": "pytorch"})
    assert set(outcome.values) == {row.id for row in load_rows()}
