"""A page for each criterion: its indicators, their records, the rules that act on it."""

from collections.abc import Iterator

from advisor.decision import Decider
from advisor.pages.charts import bars
from advisor.pages.site import Site
from advisor.scoring import POINT
from advisor.situation import situation


def pages(site: Site) -> Iterator[tuple[str, str]]:
    every = (*site.knowledge.rules, *site.knowledge.idle)
    unasked = situation({}, site.knowledge.questions, site.knowledge.contradictions)
    decision = Decider(site.knowledge).decide(unasked)
    bases = {base.criterion: base for base in decision.bases}
    names = [site.say.lane(lane) for lane in decision.lanes]
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
        points = [
            (site.pick(site.knowledge.indicators[name].name), keras / POINT, pytorch / POINT)
            for name, (keras, pytorch) in bases[criterion.id].indicators.items()
        ]
        title = site.words["points_title"].format(*names)
        chart = bars(site, criterion.id, title, points)
        lanes = {lane.id: site.say.lane(lane.id) for lane in site.knowledge.lanes}
        page = site.page("criterion.md", criterion=criterion, indicators=indicators,
                         records=records, rules=rules, lanes=lanes, points=points,
                         chart=chart)  # fmt: skip
        yield f"criteria/{criterion.id}.md", page
