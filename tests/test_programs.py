"""Every program on every lane it names, as a reader would run it, and what it reaches."""

import pytest

from advisor.measure.figures import figures
from advisor.measure.processes import Workers
from advisor.pairs import load_pairs
from advisor.programs import LANES
from advisor.runs import newest

PAIRS = load_pairs()
# torch.compile changes no result; the gate runs that lane.
RUN = [(p, lane) for p in PAIRS.values() for lane in p.lanes() if lane != "pytorch-compile"]
EVERY_RUN = pytest.mark.parametrize(
    ("topic", "lane"), [(p.topic, lane) for p, lane in RUN], ids=lambda x: x
)
LONGEST = 60  # seconds on two cores


@pytest.fixture(scope="module")
def reached():
    """The figure of every program on every lane, each in a process of its own."""
    lanes = [lane for lane in LANES if lane != "pytorch-compile"]
    with Workers(2) as workers:
        rows = list(figures(workers, list(PAIRS.values()), lanes, seeds=1))
    return {(row["pair"].split("/")[1], row["lane"]): row for row in rows}


@pytest.mark.slow
@EVERY_RUN
def test_a_program_runs_and_learns(topic: str, lane: str, reached):
    """It ends within a minute with a figure on the right side of its limit."""
    row = reached[topic, lane]
    assert (row["status"], row["message"]) == ("ok", "")
    assert row["holds"], row["results"]
    assert row["results"][0]["seconds"] <= LONGEST


def test_ten_seeds_hold_the_limit():
    """The newest record of every pair: ten seeds of both sides, all on the right side."""
    parts = newest("figures")
    for pair in PAIRS.values():
        sides = set()
        for lane in pair.lanes():
            _, row = parts.get(f"{pair.chapter}.{pair.topic}.{lane}", ("", None))
            if row and len({result["seed"] for result in row["results"]}) >= 10:
                assert all(pair.good(result["figure"]) for result in row["results"])
                sides.add(lane.split("-")[0])
        assert sides == {"keras", "pytorch"}, pair.id
