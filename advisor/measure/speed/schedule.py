"""Which case runs when: rounds, and in each round every lane of every pair in random order.

What drifts over minutes (temperature, other users of the machine) meets every lane
alike, since a ratio is taken within a round.
"""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from advisor.frozen import Frozen
from advisor.pairs import LANES, REFERENCE, Pair

# what the functions of `case.py` measure
MEASURES = {
    "test_training": "training",
    "test_inference[1]": "inference_1",
    "test_inference[64]": "inference_64",
}
NULL = "pytorch-eager again"  # the same lane for the second time: what chance looks like


class Cell(Frozen):
    """A pair in a size on a lane, or on the null lane. `build` goes to the pair's `build`."""

    __slots__ = ("build", "column", "pair", "size")
    pair: Pair
    size: str
    column: str
    build: dict[str, Any]

    @property
    def lane(self) -> str:
        return REFERENCE if self.column == NULL else self.column

    @property
    def group(self) -> str:
        """What is compared with each other."""
        return f"{self.pair.chapter}.{self.pair.topic}.{self.size}"

    def name(self, number: int) -> str:
        """Of its sample in this round, as a file name."""
        return f"{self.group}.{self.column.replace(' ', '-')}.{number:02}"


def cells(pairs: list[Pair], lanes: list[str], sizes: list[str]) -> list[Cell]:
    """Every cell of the table; the reference and the null lane are always among them."""
    columns = [x for x in LANES if x == REFERENCE or x in lanes] + [NULL]
    found = []
    for pair in pairs:
        builds = {"printed": {}} | pair.facts.get("sizes", {})
        for size, build in builds.items():
            found += [
                Cell(pair=pair, size=size, column=column, build=build)
                for column in columns
                if size in sizes and (column == NULL or pair.file(column))
            ]
    return found


def order(table: list[Cell], rounds: int, seed: int) -> Iterator[tuple[int, Cell]]:
    """Round and cell, group after group, the lanes of a group in an order of their own.

    Groups stay together, so that what is compared ran within minutes; which group comes
    when changes from round to round.
    """
    rng = random.Random(seed)
    groups: dict[str, list[Cell]] = {}
    for cell in table:
        groups.setdefault(cell.group, []).append(cell)
    for number in range(1, rounds + 1):
        names = list(groups)
        rng.shuffle(names)
        for name in names:
            lanes = list(groups[name])
            rng.shuffle(lanes)
            for cell in lanes:
                yield number, cell


def job(cell: Cell, number: int, threads: int, block: float) -> dict[str, Any]:
    """What the process of a case is told. `block`: seconds of a block of calls."""
    return {
        "pair": cell.pair.id, "size": cell.size, "column": cell.column, "lane": cell.lane,
        "round": number, "file": str(cell.pair.file(cell.lane)), "build": cell.build,
        "threads": threads, "block": block, "seed": number,
    }  # fmt: skip


def busy(limit: float, load: Path = Path("/proc/loadavg")) -> float | None:
    """The load of the last minute if it is above the limit; None where it is not, or unknown."""
    try:
        found = float(load.read_text("ascii").split()[0])
    except (OSError, ValueError):
        return None
    return found if found > limit else None
