"""The page of the advisor: its form, readable without a script, filled in by one."""

from collections.abc import Iterator

from advisor.pages.home import presets
from advisor.pages.site import Site
from advisor.situation import DEFAULT_PRIORITY, HIGHEST_PRIORITY


def pages(site: Site) -> Iterator[tuple[str, str]]:
    faults = {
        name.removeprefix("fault_"): text
        for name, text in site.words.items()
        if name.startswith("fault_")
    }
    yield "advisor.md", site.page(
        "advisor.md", presets=presets(), faults=faults, questions=site.knowledge.questions,
        criteria=site.knowledge.criteria, usual=DEFAULT_PRIORITY, most=HIGHEST_PRIORITY,
    )  # fmt: skip
