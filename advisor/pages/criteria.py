"""A page for each criterion: its indicators, their records, the rules that act on it."""

from collections.abc import Iterator

from advisor.pages.site import Site


def pages(site: Site) -> Iterator[tuple[str, str]]:
    every = (*site.knowledge.rules, *site.knowledge.idle)
    for criterion in site.knowledge.criteria:
        indicators = [i for i in site.knowledge.indicators.values() if i.criterion == criterion.id]
        records = {
            i.id: [r for r in site.knowledge.evidence.values() if r.indicator == i.id]
            for i in indicators
        }
        rules = [
            rule
            for rule in every
            if criterion.id in (rule.effect.get("criterion"), rule.effect.get("weigh"))
        ]
        lanes = {lane.id: site.say.lane(lane.id) for lane in site.knowledge.lanes}
        page = site.page("criterion.md", criterion=criterion, indicators=indicators,
                         records=records, rules=rules, lanes=lanes)  # fmt: skip
        yield f"criteria/{criterion.id}.md", page
