"""The page of the advisor: its form, readable without a script, filled in by one."""

import tomllib
from collections.abc import Iterator

from advisor.pages.site import HERE, Site
from advisor.situation import DEFAULT_PRIORITY, HIGHEST_PRIORITY


def pages(site: Site) -> Iterator[tuple[str, str]]:
    presets = tomllib.loads((HERE / "presets.toml").read_text("utf-8"))["preset"]
    yield "advisor.md", site.page(
        "advisor.md", presets=presets, questions=site.knowledge.questions,
        criteria=site.knowledge.criteria, usual=DEFAULT_PRIORITY, most=HIGHEST_PRIORITY,
    )  # fmt: skip
