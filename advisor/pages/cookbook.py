"""The cookbook: a page for each pair, its steps side by side, and what was measured of it."""

from collections.abc import Iterator
from typing import Any

from advisor.measure.code import COUNTS, number
from advisor.measure.speed.schedule import MEASURES
from advisor.pages.site import Site
from advisor.pages.speed import part, published, told
from advisor.pairs import REGIONS, Pair
from advisor.profiled import cells, of_program
from advisor.programs import LANES, plain, regions

SHOWN = ("training", "inference_1", "inference_64", "first_step", "start")


def pages(site: Site) -> Iterator[tuple[str, str]]:
    chapters: dict[str, list[Pair]] = {}
    for pair in site.pairs.values():
        chapters.setdefault(pair.chapter, []).append(pair)
    yield "cookbook/index.md", site.page("cookbook.md", chapters=chapters)
    for pair in site.pairs.values():
        yield f"cookbook/{pair.topic}.md", _page(site, pair)
        for side in ("keras", "pytorch"):
            for file in pair.files(side):
                yield f"files/{file.name}", plain(file.read_text("utf-8"))


def _page(site: Site, pair: Pair) -> str:
    files = site.programs(pair)
    first = regions(next(iter(files.values())).read_text("utf-8"))
    given: dict[str, Any] = {
        "pair": pair, "files": files, "steps": [step for step in REGIONS if step in first],
        "equal": _equal(site, pair), "times": _times(site, pair), "profile": _profile(pair),
        "code": _code(site, pair), "lanes": LANES,
    }  # fmt: skip
    return site.page("pair.md", **given)


def _equal(site: Site, pair: Pair) -> list[dict[str, Any]]:
    """What the newest record of the gate says of each lane of the pair."""
    kept = site.records["equality"].get(f"{pair.chapter}.{pair.topic}")
    return [row for row in kept[1] if row["stages"]] if kept else []


def _times(site: Site, pair: Pair) -> dict[str, list[tuple[str, str, str, str]]]:
    """By part and measure the times of every column: from the runs that evidence reads, and
    apart from them the tuned variants from the newest run that has them."""
    found: dict[str, list[tuple[str, str, str, str]]] = {}
    plain = [line for line in site.timings.get(pair.topic, []) if part(line) != "tuned"]
    tuned = [
        line
        for line in published()
        if line["group"].startswith(f"{pair.id.replace('/', '.')}.") and part(line) == "tuned"
    ]
    for line in (*plain, *tuned):
        if line["measure"] in SHOWN:
            name = f"{part(line)} {line['measure']}"
            found.setdefault(name, []).append((line["column"], *told(line, site)))
    return found


def _profile(pair: Pair) -> dict[str, list[tuple[str, ...]]]:
    """By measure what a profile found on every lane."""
    name = pair.id.replace("/", ".")
    found = {measure: of_program(name, measure) for measure in MEASURES.values()}
    return {
        measure: [(lane, *cells(profile)) for lane, (_, profile) in lanes.items()]
        for measure, lanes in found.items()
        if lanes
    }


def _code(site: Site, pair: Pair) -> list[tuple[str, list[int]]]:
    """What was counted of each program."""
    kept = site.records["code"].get(f"{pair.chapter}.{pair.topic}")
    rows = kept[1] if kept else []
    return [(row["file"], [number(row, "whole", what) for what in COUNTS]) for row in rows]
