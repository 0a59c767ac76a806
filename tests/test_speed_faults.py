"""`measure speed` when something goes wrong: stopped, killed, refused, full, busy, mistyped."""

import json
import sys

import pytest
from test_speed import WORDS

from advisor.commands import measure
from advisor.commands.measures import speed
from advisor.faults import fault
from advisor.measure import runs
from advisor.measure.speed.schedule import NULL
from advisor.programs import REFERENCE


def test_an_interrupted_run_goes_on_where_it_stopped(run, share, ran):
    """Every finished sample is kept and none is taken twice."""
    ran.fail[NULL] = KeyboardInterrupt()
    with pytest.raises(SystemExit) as stopped:
        run(*WORDS)
    assert stopped.value.code == 130
    (folder,) = share.iterdir()
    before = {p.stem for p in folder.iterdir()} - {"protocol", "ceilings", "gate", "devices"}
    assert len(before) == len(ran.jobs) - 1
    ran.fail.clear()
    ran.jobs.clear()
    code, out, _ = run("measure", "speed", "--resume", folder.name)
    assert code == 0
    assert "faster" in out
    assert len(ran.jobs) == 3 * 3 * 2 - len(before)
    code, _, err = run("measure", "speed", "--resume", folder.name)
    assert code == 2
    assert "no interrupted timing" in err


def test_a_half_written_sample_is_none(run, share, ran):
    """What was being written when the power failed is measured again."""
    ran.fail[NULL] = KeyboardInterrupt()
    with pytest.raises(SystemExit):
        run(*WORDS)
    (folder,) = share.iterdir()
    (folder / "basics.quickstart.large.keras-jax.03.part").write_text('{"gro', "utf-8")
    ran.fail.clear()
    assert run("measure", "speed", "--resume", folder.name)[0] == 0


def test_a_run_that_stopped_while_it_was_packed(run, share, ran, monkeypatch):
    """What was joined is neither measured again nor lost, in whatever state its pieces are."""
    pack, calls = runs.Run.pack, []

    def stop_at_the_second(self, name, parts):
        calls.append(name)
        if len(calls) == 2:
            raise KeyboardInterrupt
        kept = {part: (self.folder / f"{part}.json").read_text("utf-8") for part in parts[:2]}
        pack(self, name, parts)
        for part, text in kept.items():  # as if it had stopped between writing and removing
            (self.folder / f"{part}.json").write_text(text, "utf-8")

    monkeypatch.setattr(runs.Run, "pack", stop_at_the_second)
    with pytest.raises(SystemExit):
        run(*WORDS)
    monkeypatch.setattr(runs.Run, "pack", pack)
    ran.jobs.clear()
    (folder,) = share.iterdir()
    assert run("measure", "speed", "--resume", folder.name)[0] == 0
    assert ran.jobs == []
    assert len(list(folder.iterdir())) == 8
    assert len(json.loads((folder / f"{calls[0]}.json").read_text("utf-8"))) == 3 * 3


def test_a_run_that_stopped_before_its_last_word(run, share, ran, monkeypatch):
    """Everything is kept but the note that nothing is missing: only that is added."""
    finish = runs.Run.finish

    def stop(self):
        raise KeyboardInterrupt

    monkeypatch.setattr(runs.Run, "finish", stop)
    with pytest.raises(SystemExit):
        run(*WORDS)
    monkeypatch.setattr(runs.Run, "finish", finish)
    ran.jobs.clear()
    (folder,) = share.iterdir()
    kept = (folder / "table.json").read_bytes()
    assert run("measure", "speed", "--resume", folder.name)[0] == 0
    assert ran.jobs == []
    assert (folder / "table.json").read_bytes() == kept


def test_a_run_of_another_machine_is_not_resumed(run, share, ran):
    """Times of two machines, or of two releases, are not mixed."""
    ran.fail[NULL] = KeyboardInterrupt()
    with pytest.raises(SystemExit):
        run(*WORDS)
    (folder,) = share.iterdir()
    protocol = json.loads((folder / "protocol.json").read_text("utf-8"))
    protocol["machine"]["cpu"] = "another"
    (folder / "protocol.json").write_text(json.dumps(protocol), "utf-8")
    code, _, err = run("measure", "speed", "--resume", folder.name)
    assert code == 2
    assert "machine" in err


def test_failed_lanes_are_shown_and_the_others_go_on(run, share, ran):
    """A crash voids one column; if nothing at all could be timed, the exit code says so."""
    ran.fail["keras-jax"] = ("crashed", "ValueError: x")
    code, out, _ = run(*WORDS)
    assert code == 0
    assert "crashed" in out
    ran.fail[REFERENCE] = ran.fail[NULL] = ("crashed", "y")
    assert run(*WORDS)[0] == 1


def test_only_what_the_gate_passed_is_timed(run, share, ran):
    """A column that was refused is shown with that, and never timed."""
    ran.refused["keras-jax"] = ("refused", "sgd (step 3)")
    code, out, _ = run(*WORDS)
    assert code == 0
    assert "refused" in out
    assert {told["column"] for told in ran.jobs} == {REFERENCE, NULL}
    ran.refused[REFERENCE] = ("crashed", "x")
    assert run(*WORDS)[0] == 1


def test_what_is_not_installed_is_said_first(run, share, ran, monkeypatch):
    """A lane without its packages is named; without PyTorch there is nothing to compare with."""
    monkeypatch.setattr(speed, "lacking", lambda lane: ["jax"] if lane == "keras-jax" else [])
    assert "keras-jax is left out: jax not installed" in run(*WORDS)[2]
    monkeypatch.setattr(speed, "lacking", lambda lane: ["torch"])
    code, _, err = run(*WORDS)
    assert code == 2
    assert "torch is not installed" in err


def test_a_full_disk(run, share, ran, monkeypatch):
    """Said, with where the finished samples are; the run goes on once there is room."""
    put, calls = runs.Run.put, []

    def full(self, name, document):
        calls.append(name)
        if len(calls) == 5:
            raise OSError(28, "No space left on device")
        put(self, name, document)

    monkeypatch.setattr(runs.Run, "put", full)
    with pytest.raises(SystemExit) as stopped:
        run(*WORDS)
    assert stopped.value.code == 1
    monkeypatch.setattr(runs.Run, "put", put)
    (folder,) = share.iterdir()
    assert run("measure", "speed", "--resume", folder.name)[0] == 0


def test_a_busy_machine(run, share, ran, monkeypatch):
    """Told before starting; nothing is published from one."""
    busy = fault("machine_busy", load="1.7", limit="0.5")
    monkeypatch.setattr(speed, "unfit", lambda place, jobs: [busy])
    assert "busy (load 1.7, limit 0.5)" in run(*WORDS)[2]
    code, _, err = run(*WORDS, "--publish")
    assert code == 2
    assert "load 1.7, limit 0.5" in err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--cores", "1000"), "--cores × --jobs ≤"),
        (("--resume", "2020-01-01-cpu-1"), "no run 2020-01-01-cpu-1"),
        (("quickstar",), "nearest: quickstart"),
        (("--part", "larg"), "nearest value: large"),
        (("--device", "gpu"), "nearest value: cpu"),
        (("--precision", "float16"), "nearest value: bfloat16"),
        (("--precision", "tf32"), "tf32 needs an NVIDIA GPU"),
        (("--part", "replica"), "replica needs an NVIDIA GPU"),
        (("question", "--part", "tuned"), "name others"),
    ],
)
def test_bad_input(run, share, words, told):
    """Named, with the way out; nothing is started."""
    code, out, err = run("measure", "speed", *words)
    assert (code, out) == (2, "")
    assert told in err


def test_a_package_that_timing_needs(run, share, monkeypatch):
    """Named, with the command that installs it."""
    monkeypatch.setattr(measure, "find_spec", lambda name: None)
    code, _, err = run("measure", "speed")
    assert code == 2
    assert "scipy is not installed" in err
    assert "[measure]" in err


def test_other_systems(run, share, monkeypatch):
    """Binding to cores is Linux's; elsewhere nothing is timed wrongly."""
    monkeypatch.setattr(sys, "platform", "darwin")
    assert "Linux" in run("measure", "speed")[2]
