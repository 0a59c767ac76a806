"""Evidence from programs that were executed or counted: probes, mistakes, pairs.

A record names what it stands on, `source = ["capabilities:hessian", …]`: a probe, a mistake
or a whole group of them, or what was counted of the pairs (`code:`), of the installed
packages (`api:`) or of what an installation brings (`install:`). Its values are read from the
newest run that has each, lane by lane, and are never typed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from advisor.laboratory import EXAMINED
from advisor.store import Table

Kept = Mapping[str, tuple[str, Any]]  # of each topic the newest run that has it, and its rows
Newest = Callable[[str], Kept]
# What an outcome is worth. What is in neither table is no data.
PROVED = {"works": 1.0, "detour": 0.5, "fails": 0.0, "crashed": 0.0, "timed_out": 0.0,
          "flooded": 0.0}  # fmt: skip
TOLD = {"caught": 1.0, "warned": 1.0, "harmless": 1.0, "impossible": 1.0, "crashed": 1.0,
        "silent": 0.0, "timed_out": 0.0, "flooded": 0.0}  # fmt: skip
WORTH = {"capabilities": PROVED, "mistakes": TOLD}
GROUPS = {"capabilities": "group", "mistakes": "category"}
COUNTED = ("code", "api", "install")
KINDS = (*WORTH, *COUNTED)
SAME = {"pytorch-compile": "pytorch-eager"}  # lanes that are not examined, and whose rows they get
NAMED = 5  # topics that are named; of more of them the runs are, and all are run again


def stands_on(source: object) -> list[tuple[str, str]]:
    """Kind and name of everything that a record stands on, if it is of these kinds."""
    entries = source if isinstance(source, list) else [source]
    found = [str(entry).partition(":") for entry in entries]
    return [(kind, name) for kind, _, name in found] if found and found[0][0] in KINDS else []


def fill(name: str, table: Table, newest: Newest, lanes: Iterable[str]) -> Iterator[str]:
    """Read value, date and runs of one record. Yields what is wrong with it instead."""
    wanted = stands_on(table["source"])
    kinds = {kind for kind, _ in wanted}
    if len(kinds) > 1:
        yield f"{name}: source names {', '.join(sorted(kinds))}; a record stands on one of them"
        return
    (kind,) = kinds
    kept = newest(kind)
    topics: list[str] = []
    for _, one in wanted:
        found = list(kept) if kind in COUNTED else _topics(kept, kind, one)
        if not found:
            yield f"{name}: no run has {kind}:{one}; known are {', '.join(_known(kept, kind))}"
        topics += found
    topics = list(dict.fromkeys(topics))
    if not topics:
        return
    try:
        table["value"] = {lane: _value(kept, kind, wanted[0][1], topics, lane) for lane in lanes}
    except KeyError as error:
        yield f"{name}: {error.args[0]} was not counted in {kind}"
        return
    runs = {topic: kept[topic][0] for topic in topics}
    few = len(topics) <= NAMED
    parts = [f"run:{run}/{topic}" if few else f"run:{run}" for topic, run in runs.items()]
    table["source"] = list(dict.fromkeys(parts))
    table["as_of"] = min(runs.values())[:10]
    named = topics if kind in WORTH and few else []
    table["again"] = " ".join(["measure", kind, *named])


def _value(kept: Kept, kind: str, what: str, topics: list[str], lane: str) -> object:
    if kind == "api":
        return len(kept[lane.split("-")[0]][1]["values"][what])
    if kind == "install":
        values = kept[SAME.get(lane, lane)][1]["values"]
        known = {"packages": len(values["packages"]), "megabytes": round(values["bytes"] / 1e6, 1)}
        return known[what]
    rows = [row for topic in topics for row in kept[topic][1]]
    return _counted(rows, what, lane) if kind == "code" else _worth(rows, WORTH[kind], lane)


def _topics(kept: Kept, kind: str, name: str) -> list[str]:
    """The topic of that name, or those of that group."""
    if name in kept:
        return [name]
    return [topic for topic, (_, rows) in kept.items() if rows[0].get(GROUPS[kind]) == name]


def _known(kept: Kept, kind: str) -> list[str]:
    groups = {rows[0].get(GROUPS[kind], "") for _, rows in kept.values()} if kind in WORTH else {""}
    return sorted({*kept, *groups} - {""})


def _worth(rows: list[dict[str, Any]], worth: Mapping[str, float], lane: str) -> object:
    """The mean over the rows of a lane, or the status that all of them lack data for."""
    own = [row for row in rows if row["lane"] == SAME.get(lane, lane)]
    known = [worth[row["status"]] for row in own if row["status"] in worth]
    if known:
        return round(sum(known) / len(known), 3)
    return next((row["status"] for row in own), "not_measured")


def _counted(rows: list[dict[str, Any]], what: str, lane: str) -> float:
    """A count of whole programs, added up over the pairs that every lane has.

    `built_in`: of the parts that one of the sides has ready, the share that nobody has to
    write on this lane's side.
    """
    by_pair: dict[str, dict[str, dict[str, Any]]] = {}
    for row in rows:
        for there in row["lanes"]:
            by_pair.setdefault(row["pair"], {})[there] = row
    own = SAME.get(lane, lane)
    complete = [found for found in by_pair.values() if set(EXAMINED) <= set(found)]
    if what == "built_in":
        written = {part for found in by_pair.values() for row in found.values()
                   for part in row["by_hand"]}  # fmt: skip
        here = {part for found in by_pair.values() if own in found
                for part in found[own]["by_hand"]}  # fmt: skip
        return round(1 - len(here) / len(written), 3)
    counts = [found[own]["counts"]["whole"][what] for found in complete]
    return sum(len(x) if isinstance(x, list) else x for x in counts)
