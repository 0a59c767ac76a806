"""Whether a machine is fit for timing: told before anything starts, with what to do."""

import shutil
from types import SimpleNamespace

import pytest

from advisor.measure.processes import Outcome
from advisor.measure.speed import machine
from advisor.measure.speed.sampling import ceilings
from advisor.programs import environment


def proc(folder, load="0.10", free=8 * 2**20, stolen=250):
    (folder / "loadavg").write_text(f"{load} 1.0 0.9 2/300 1234\n", "ascii")
    (folder / "meminfo").write_text(f"MemTotal: 9 kB\nMemAvailable: {free} kB\n", "ascii")
    (folder / "stat").write_text(f"cpu 1 2 3 4 5 6 7 {stolen} 0 0\n", "ascii")
    return folder


@pytest.mark.parametrize(
    ("told", "disk", "message"),
    [
        ({}, 10, None),
        ({"load": "1.70"}, 10, "machine_busy"),
        ({"free": 3 * 2**20}, 10, "machine_small"),
        ({}, 0.2, "disk_small"),
    ],
)
def test_what_speaks_against_timing(tmp_path, monkeypatch, told, disk, message):
    """Other programs, too little memory for two processes, no room for the record."""
    usage = SimpleNamespace(free=disk * 2**30)
    monkeypatch.setattr(shutil, "disk_usage", lambda place: usage)
    found = machine.unfit(tmp_path / "not" / "yet", 2, proc(tmp_path, **told))
    assert [one.message for one in found] == ([message] if message else [])


def test_a_system_that_tells_nothing(tmp_path):
    """Is taken to be well."""
    assert machine.unfit(tmp_path, 1, tmp_path / "none") == []
    assert machine.stolen(tmp_path / "none") == 0


def test_time_that_others_took(tmp_path):
    """Ticks since the start, as seconds."""
    assert machine.stolen(proc(tmp_path)) == 250 / machine.os.sysconf("SC_CLK_TCK")


def test_the_gpu_by_its_name(monkeypatch):
    """As NVIDIA's tool tells it; None without the tool or without a GPU."""

    def tells(text):
        answer = SimpleNamespace(stdout=text)
        monkeypatch.setattr(machine.subprocess, "run", lambda *_args, **_more: answer)
        return machine.accelerator()

    assert tells("NVIDIA H100, 550.1\n") == "NVIDIA H100, 550.1"
    assert tells("\n") is None
    monkeypatch.undo()
    monkeypatch.setenv("PATH", "")
    assert machine.accelerator() is None


def test_the_environment_of_a_gpu():
    """Devices are not hidden, and no framework takes all of the memory at once."""
    there = environment("keras-jax", 2, "cuda")
    assert there["XLA_PYTHON_CLIENT_PREALLOCATE"] == "false"
    assert there.get("JAX_PLATFORMS") != "cpu"
    assert environment("keras-jax")["CUDA_VISIBLE_DEVICES"] == "-1"


def test_no_ceiling_where_no_lane_answers():
    """Nothing is void then for too much arithmetic."""

    class Silent:
        def run(self, told):
            return Outcome(status="crashed", values={}, arrays=None, message="")

    plan = {"cores": [[0]], "device": "cpu", "precisions": ["float32"], "lanes": []}
    assert ceilings(Silent(), plan) == {}
