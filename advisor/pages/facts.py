"""Every fact without an opinion: one table, to be filtered and judged by the reader."""

from collections.abc import Iterator

from advisor.pages.site import Site


def pages(site: Site) -> Iterator[tuple[str, str]]:
    order = {name: i for i, name in enumerate(site.knowledge.indicators)}
    records = sorted(
        site.knowledge.evidence.values(), key=lambda record: (order[record.indicator], record.id)
    )
    lanes = {lane.id: site.say.lane(lane.id) for lane in site.knowledge.lanes}
    shown = [record for record in records if record.values]
    yield "facts.md", site.page("facts.md", records=shown, lanes=lanes)
