"""Which case runs when: rounds, and in each round every lane of every pair in random order.

What drifts over minutes (temperature, other users of the machine) meets every lane
alike, since a ratio is taken within a round.
"""

import random
from collections.abc import Collection, Iterator
from typing import Any

from advisor.frozen import Frozen
from advisor.pairs import REPLICA, SIZES, Pair
from advisor.programs import LANES, REFERENCE

# what the functions of `case.py` measure
MEASURES = {
    "test_training": "training",
    "test_inference[1]": "inference_1",
    "test_inference[64]": "inference_64",
}
NULL = "pytorch-eager again"  # the same lane for the second time: what chance looks like


def measures(size: str) -> tuple[str, ...]:
    """What of `MEASURES` is timed of a size: of a replica its training, the published row."""
    return ("training",) if size == REPLICA else tuple(MEASURES.values())


class Cell(Frozen):
    """A pair in a size in a column: a lane, the null lane or a tuned variant on a lane.

    `build`: arguments of the pair's functions, `build` above all; `precision`: see `PRECISIONS`.
    """

    __slots__ = ("build", "column", "pair", "precision", "size")
    pair: Pair
    size: str
    column: str
    precision: str
    build: dict[str, Any]

    @property
    def lane(self) -> str:
        return self.column.partition(" ")[0]

    @property
    def program(self) -> str:
        """The column whose program it runs: its own, that of the reference on the null lane."""
        return REFERENCE if self.column == NULL else self.column

    @property
    def group(self) -> str:
        """What is compared with each other."""
        shown = "" if self.precision == PRECISIONS[0] else f".{self.precision}"
        return f"{self.pair.chapter}.{self.pair.topic}.{self.size}{shown}"

    def name(self, number: int) -> str:
        """Of its sample in this round, as a file name."""
        return f"{self.group}.{self.column.replace(' ', '-')}.{number:02}"


# `default` sets nothing: what somebody gets who asks for nothing, whatever it comes to.
PRECISIONS = ("float32", "tf32", "bfloat16", "default")
PARTS = ("printed", "tuned", *SIZES)  # of the table


def cells(
    pairs: list[Pair],
    lanes: list[str],
    parts: Collection[str],
    precisions: Collection[str] = PRECISIONS[:1],
) -> list[Cell]:
    """Every cell of these parts of the table; reference and null lane are in every group.

    `printed` is the programs as they are, `large` with larger models, `replica` in the
    shape of a published row, `tuned` the variants of the programs as they are, beside the
    lanes that they are variants of.
    """
    wanted = {REFERENCE, *lanes}
    found = []
    for pair in pairs:
        plain = [lane for lane in LANES if lane in wanted and pair.file(lane)] + [NULL]
        tuned = [x for x in pair.columns() if pair.edits(x) and x.partition(" ")[0] in wanted]
        needed = {REFERENCE, NULL, *(x.partition(" ")[0] for x in tuned)}
        builds = {"printed": {}} | pair.facts.get("sizes", {})
        for size, build in builds.items():
            columns = plain if size in parts else []
            if size == "printed" and "tuned" in parts and tuned:
                columns = [x for x in plain if x in columns or x in needed] + tuned
            found += [
                Cell(pair=pair, size=size, column=column, build=build, precision=precision)
                for precision in precisions
                for column in columns
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


def job(cell: Cell, number: int, plan: dict[str, Any]) -> dict[str, Any]:
    """What the process of a case is told. Of the plan: `block`, seconds of a block of calls,
    `cores`, whose first set says how many threads, `device`, and `turn`, the file whose lock
    stands for the GPU. `warm`: compilers may find what an earlier process of the run made."""
    return {
        "pair": cell.pair.id, "size": cell.size, "column": cell.column, "lane": cell.lane,
        "round": number, "file": str(cell.pair.file(cell.lane)), "build": cell.build,
        "edits": cell.pair.edits(cell.program), "precision": cell.precision,
        "threads": len(plan["cores"][0]), "block": plan["block"], "device": plan["device"],
        "seed": number,
        "turn": plan.get("turn"), "warm": cell.size == REPLICA,
    }  # fmt: skip
