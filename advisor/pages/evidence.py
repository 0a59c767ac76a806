"""The page of the evidence; a record's id is its anchor."""

from collections.abc import Iterator

from advisor.pages.site import Site


def pages(site: Site) -> Iterator[tuple[str, str]]:
    records = sorted(site.knowledge.evidence.values(), key=lambda r: r.id)
    groups = {c: [r for r in records if r.criterion == c.id] for c in site.knowledge.criteria}
    lanes = {lane.id: site.say.lane(lane.id) for lane in site.knowledge.lanes}
    yield "evidence.md", site.page("evidence.md", groups=groups, lanes=lanes)
