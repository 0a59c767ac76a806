"""The page of the defaults that differ, from the newest record."""

from collections.abc import Iterator

from advisor import runs
from advisor.measure.defaults import load_rows
from advisor.pages.site import Site


def pages(site: Site) -> Iterator[tuple[str, str]]:
    run, parts = list(runs.finished("defaults"))[-1]
    values = {
        "keras": parts["keras-tensorflow"]["values"],
        "pytorch": parts["pytorch-eager"]["values"],
    }
    topics: dict[str, list[object]] = {}
    words = {}
    for row in load_rows():
        topics.setdefault(row.topic.id, []).append(row)
        words[row.topic.id] = row.topic.text
    yield "defaults.md", site.page(
        "defaults.md", topics=topics, words=words, values=values, run=run,
        versions=parts["protocol"]["versions"],
    )  # fmt: skip
