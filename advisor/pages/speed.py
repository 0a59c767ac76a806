"""Every time that was published, as charts and as one table, each with its run."""

from collections.abc import Iterator
from typing import Any

from advisor import runs
from advisor.commands.measures.speed_table import duration
from advisor.measure.speed.schedule import NULL
from advisor.pages.charts import Row, forest
from advisor.pages.site import Site
from advisor.programs import LANES, REFERENCE

DRAWN = ("training", "inference_64", "start")  # what has a chart
PARTS = ("printed", "large", "tuned", "replica")


def pages(site: Site) -> Iterator[tuple[str, str]]:
    times = published()
    used = {line["run"]: None for line in times}
    yield "benchmarks/results.md", site.page(
        "results.md", rows=[_row(line, site) for line in times], runs=_runs(list(used)),
        charts=charts(times, site),
    )  # fmt: skip


def published() -> list[dict[str, Any]]:
    """The lines of the newest run that has a group and precision, each with its run."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for device in ("cpu", "cuda"):
        for run, parts in runs.finished("speed", device=device):
            plan = parts["protocol"]["plan"]
            for group in dict.fromkeys(line["group"] for line in parts["table"]):
                lines = [line for line in parts["table"] if line["group"] == group]
                found[group, device] = [
                    {**line, "run": run, "device": device, "rounds": plan["rounds"],
                     "precision": _precision(group, plan)} for line in lines
                ]  # fmt: skip
    return [line for lines in found.values() for line in lines]


def _precision(group: str, plan: dict[str, Any]) -> str:
    """The precision of a group: the last part of its name where a run has several."""
    parts = group.split(".")
    only = plan["precisions"][0] if "precisions" in plan else plan["precision"]  # once a setting
    return parts[3] if len(parts) > 3 else str(only)


def _runs(names: list[str]) -> list[dict[str, Any]]:
    """What is told of each run that has a time on the page."""
    found = []
    for name in names:
        protocol = runs.read(runs.PUBLISHED / name)["protocol"]
        files = sorted(path.name for path in (runs.PUBLISHED / name).glob("*.json"))
        found.append({"id": name, "files": files, **protocol})
    return found


def charts(times: list[dict[str, Any]], site: Site) -> dict[str, str]:
    """A chart for each measure: ratios to plain PyTorch by program, with their intervals."""
    found = {}
    for measure in DRAWN:
        for part in PARTS[:2]:
            rows: dict[str, Row] = {}
            for line in times:
                _, topic, size, *_ = line["group"].split(".")
                ratio = line["against"].get(REFERENCE)
                if (line["measure"], size, line["status"]) != (measure, part, "ok") or not ratio:
                    continue
                if line["device"] != "cpu" or line["column"] not in (*LANES, NULL):
                    continue
                title = site.say.pick(site.pairs[topic].facts["title"])
                row = rows.setdefault(topic, Row(title, []))
                point = (line["column"], ratio["ratio"], ratio["low"], ratio["high"])
                if line["column"] == NULL:
                    row.null = point[2:]
                else:
                    row.points.append(point)
            if rows:
                name = f"{part} {measure}"
                title = f"{site.say(f'speed.{measure}')}, {site.words[f'part_{part}']}"
                found[name] = forest(site, name.replace(" ", "-"), title, list(rows.values()))
    return found


def told(line: dict[str, Any], site: Site) -> tuple[str, str, str]:
    """The value of a line, its ratio with interval, and what may be said of it."""
    ratio = next(iter(line["against"].values()), None)
    if line["value"] is None:
        value = ""
    elif line["measure"] == "peak":
        value = f"{line['value'] / 1024:.0f} MiB"
    else:
        value = duration(line["value"])
    if line["status"] != "ok":
        result = site.say(f"status.{line['status']}")
    elif line["column"] == NULL:
        result = site.say("speed.null")
    else:
        result = site.say(f"word.{ratio['word']}") if ratio and ratio["word"] else ""
    shown = f"{ratio['ratio']:.2f} ({ratio['low']:.2f}–{ratio['high']:.2f})" if ratio else ""
    return value, shown, result


def _row(line: dict[str, Any], site: Site) -> list[str]:
    """A line of the table in words."""
    _, topic, size, *_ = line["group"].split(".")
    part = "part_tuned" if line["column"] not in (*LANES, NULL) else f"part_{size}"
    return [
        f"[{topic}](../cookbook/{topic}.md)", site.words[part],
        site.say(f"speed.{line['measure']}"), f"`{line['column']}`", *told(line, site),
        line["device"], line["precision"], f"[{line['run']}](#{line['run']})",
    ]  # fmt: skip
