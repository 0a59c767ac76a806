"""The chart of the backends that Keras had and has."""

from collections.abc import Iterator
from datetime import date

from advisor.pages.charts import Span, timeline
from advisor.pages.site import Site, read


def pages(site: Site) -> Iterator[tuple[str, str]]:
    backends = read("backends.toml")["backend"]
    # The newest record is today: a page must not change from day to day by itself.
    today = max(date.fromisoformat(r.as_of) for r in site.knowledge.evidence.values())
    spans = [
        Span(one["name"], _year(one["begins"]), _year(one["until"]) if "until" in one else None,
             f"{one['begins']} – {one.get('until', site.words['today'])}")
        for one in backends
    ]  # fmt: skip
    chart = timeline(site, "backends", site.words["backends_title"], spans, _year(today))
    yield "fragments/backends.txt", chart + "\n"


def _year(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / 365.25
