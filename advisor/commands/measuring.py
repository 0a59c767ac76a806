"""What the commands that run programs share: what is wanted, and keeping the record."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from advisor.faults import InputError, fault
from advisor.frozen import Frozen
from advisor.messages import Messages
from advisor.options import Given, Parser
from advisor.output import print_json
from advisor.pairs import Pair, load_pairs
from advisor.programs import LANES, chosen

if TYPE_CHECKING:
    from advisor.measure.runs import Run


class Wanted(Frozen):
    """`jobs` processes side by side (None: one per core), `time_limit` seconds for each,
    `seeds` how many, `place` the folder of runs that gets the record."""

    __slots__ = ("jobs", "lanes", "pairs", "place", "seeds", "time_limit")
    pairs: list[Pair]
    lanes: list[str]
    seeds: int
    jobs: int | None
    time_limit: float
    place: Path


def add_measuring_options(parser: Parser) -> None:
    parser.valued("--lane", "LANE")
    parser.valued("--jobs", "N")
    parser.valued("--time-limit", "SECONDS")
    parser.flag("--mine")
    parser.flag("--publish")
    parser.flag("--json")


def read_measuring(given: Given, names: list[str]) -> Wanted:
    """The options, and the pairs of these names; faults are kept in `given`.

    Raises InputError if NumPy, which every measurement needs, is not installed.
    """
    if find_spec("numpy") is None:
        raise InputError([*given.faults, fault("package_missing", package="numpy")])
    from advisor.measure.processes import TIME_LIMIT
    from advisor.runs import PUBLISHED, own_runs

    lanes = given.several("--lane", list(LANES))
    if {"--mine", "--publish"} <= given.flags:
        given.faults.append(fault("exclusive", one="--mine", two="--publish"))
    numbers = {}
    for name in ("--jobs", "--time-limit", "--seeds"):
        numbers[name] = given.number(name)
        if numbers[name] == 0:
            given.faults.append(fault("option_value", option=name, expected="1, 2, …", value=0))
    return Wanted(
        pairs=chosen(names, load_pairs(), given.faults),
        lanes=[lane for lane in LANES if lane in (lanes or LANES)],
        seeds=numbers["--seeds"] or 1,
        jobs=numbers["--jobs"],
        time_limit=float(numbers["--time-limit"] or TIME_LIMIT),
        place=PUBLISHED if "--publish" in given.flags else own_runs(),
    )


@contextmanager
def recording(
    wanted: Wanted,
    kind: str,
    plan: dict[str, Any],
    say: Messages,
    record: "Run | None" = None,
    place: Path | None = None,
) -> Iterator["Run"]:
    """A run to be filled; finished on leaving, kept as far as it came when interrupted.

    A new one unless `record` is given, in `place` rather than where it is wanted. Says on
    stderr where it is.
    """
    from advisor.measure.runs import Run

    record = record or Run(place or wanted.place, kind, plan)
    try:
        yield record
        record.finish()
    except KeyboardInterrupt:
        print("\n" + say("measure.interrupted", place=record.folder), file=sys.stderr)
        raise SystemExit(130) from None
    except OSError as error:  # a full disk, for instance
        reason = error.strerror or str(error)
        print(say("measure.unwritten", reason=reason, place=record.folder), file=sys.stderr)
        raise SystemExit(1) from None
    print(say("measure.kept", place=record.folder), file=sys.stderr)


def open_run(place: Path, name: str, kind: str) -> "Run":
    """The interrupted run of that name and kind, of a machine and releases like these."""
    from advisor.measure.runs import Run, machine, versions
    from advisor.runs import read

    folder = place / name
    if not (folder / "protocol.json").exists():
        raise InputError([fault("unknown_run", name=name, place=str(place))])
    parts = read(folder)
    if "finished" in parts or parts["protocol"]["kind"] != kind:
        raise InputError([fault("run_not_open", name=name)])
    device = parts["protocol"]["plan"].get("device", "cpu")
    for what, now in (("machine", machine(device)), ("versions", versions())):
        if parts["protocol"][what] != now:
            raise InputError([fault("run_elsewhere", name=name, what=what)])
    return Run.resume(folder)


def print_rows(record: "Run", rows: list[dict[str, Any]]) -> None:
    """The result as one JSON document."""
    print_json({"run": record.id, "rows": rows})
