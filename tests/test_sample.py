"""Every day other programs of the laboratory are run again and compared with the record."""

from datetime import UTC, datetime

import pytest

from advisor.laboratory import load_mistakes, load_probes

AT_ONCE = 10  # of a kind


def turn(names, day):
    """The ones that are due on a day; after a few days everything was."""
    start = day * AT_ONCE % len(names)
    return sorted([*names, *names][start : start + min(AT_ONCE, len(names))])


def test_everything_has_its_turn():
    """Within as many days as it takes, whatever day it is."""
    names = [f"topic_{i:02}" for i in range(65)]
    for first in (0, 20_000, 20_783):
        days = range(first, first + -(-len(names) // AT_ONCE))
        assert {name for day in days for name in turn(names, day)} == set(names)
        assert all(len(set(turn(names, day))) == AT_ONCE for day in days)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "load"), [("capabilities", load_probes), ("mistakes", load_mistakes)]
)
def test_todays_programs_do_what_is_recorded(run, monkeypatch, tmp_path, kind, load):
    """On every lane: status, stage and what the message names."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    today = datetime.now(UTC).timestamp() // 86_400
    due = turn(list(load()), int(today))
    code, _, err = run("measure", kind, *due)
    assert code == 0, err
