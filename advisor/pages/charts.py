"""Charts as SVG inside the page: they follow its colours and need no script."""

from dataclasses import dataclass
from math import ceil, floor, log2

from advisor.knowledge import SIDES
from advisor.pages.site import Site
from advisor.programs import LANES

WIDTH, LEFT, RIGHT = 860, 330, 16  # of the chart, of its labels, of what is left free
LINE, GAP, TOP = 13, 12, 34  # height of a point's line, between rows, above the first
Point = tuple[str, float, float, float]  # column, ratio, ends of its interval


@dataclass(slots=True)
class Row:
    """A line of a chart of ratios; `null` is the interval of the null comparison."""

    name: str
    points: list[Point]
    null: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A bar of a timeline, in years with fractions; `until` None lasts until today."""

    name: str
    begins: float
    until: float | None
    note: str


def forest(site: Site, name: str, title: str, rows: list[Row]) -> str:
    """Ratios with their intervals on a logarithmic axis, below each other by row."""
    points = [point for row in rows for point in row.points]
    low = floor(log2(min(point[2] for point in points)))
    high = ceil(log2(max(point[3] for point in points)))

    def x(ratio: float) -> float:
        return LEFT + (log2(ratio) - low) / (high - low) * (WIDTH - LEFT - RIGHT)

    drawn, y = [], TOP
    for row in rows:
        height = LINE * len(row.points)
        null = (x(row.null[0]), x(row.null[1])) if row.null else None
        marks = [
            {"column": column, "x": x(ratio), "low": x(least), "high": x(most),
             "y": y + LINE * i + LINE / 2, "text": f"{ratio:.2f} ({least:.2f}–{most:.2f})"}
            for i, (column, ratio, least, most) in enumerate(row.points)
        ]  # fmt: skip
        drawn.append({"name": row.name, "y": y, "height": height, "null": null, "marks": marks})
        y += height + GAP
    ticks = [
        (x(2.0**power), f"{2**power}" if power >= 0 else f"1/{2**-power}")
        for power in range(low, high + 1)
    ]
    columns = [lane for lane in LANES if any(point[0] == lane for point in points)]
    return site.page(
        "forest.svg", name=name, title=title, rows=drawn, ticks=ticks, columns=columns,
        one=x(1) if low <= 0 <= high else None, width=WIDTH, height=y + 24, left=LEFT, top=TOP,
    ).strip()  # fmt: skip


def timeline(site: Site, name: str, title: str, spans: list[Span], today: float) -> str:
    """Bars from year to year, one below the other."""
    first = floor(min(span.begins for span in spans))
    last = ceil(today)
    left, step = 110, 28

    def x(year: float) -> float:
        return left + (year - first) / (last - first) * (WIDTH - left - RIGHT)

    bars = [
        {"name": span.name, "y": 10 + step * i, "x": x(span.begins), "note": span.note,
         "width": x(span.until or today) - x(span.begins), "open": span.until is None}
        for i, span in enumerate(spans)
    ]  # fmt: skip
    ticks = [(x(year), str(year)) for year in range(first, last + 1)]
    return site.page(
        "timeline.svg", name=name, title=title, bars=bars, ticks=ticks, width=WIDTH,
        height=10 + step * len(spans) + 26, left=left,
    ).strip()  # fmt: skip


def bars(site: Site, name: str, title: str, rows: list[tuple[str, float, float]]) -> str:
    """Points from 0 to 10 of both sides, row by row."""
    left, step, top = 250, 40, 12

    def x(points: float) -> float:
        return left + points / 10 * (WIDTH - left - RIGHT - 24)

    drawn = []
    for i, (label, *values) in enumerate(rows):
        y = top + step * i
        both = [
            {"side": side, "y": y + 13 * j, "width": x(value) - x(0), "value": f"{value:.1f}"}
            for j, (side, value) in enumerate(zip(SIDES, values, strict=True))
        ]
        drawn.append({"name": label, "y": y, "bars": both})
    ticks = [(x(points), str(points)) for points in (0, 5, 10)]
    return site.page(
        "bars.svg", name=name, title=title, rows=drawn, ticks=ticks, width=WIDTH,
        height=top + step * len(rows) + 20, left=left,
    ).strip()  # fmt: skip
