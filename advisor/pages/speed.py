"""Every time that was published, as charts and as one table, each with its run."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from advisor import runs
from advisor.commands.measures.speed_table import outcome, value
from advisor.measure.speed.repeated import Words, repeated, share
from advisor.measure.speed.schedule import NULL
from advisor.pages.charts import Row, forest
from advisor.pages.site import Site
from advisor.programs import LANES, REFERENCE

DRAWN = ("training", "inference_64", "start")  # what has a chart
SIZES = ("printed", "large")
WORDS = ("faster", "slower", "less", "more", "tie", "undecided", None)


def pages(site: Site) -> Iterator[tuple[str, str]]:
    times = published()
    used = {line["run"]: None for line in times} | dict.fromkeys(again()[0])
    yield "benchmarks/results.md", site.page(
        "results.md", rows=[_row(line, site) for line in times], runs=_runs(_numbered(used)),
        charts=charts(times, site), again=_again(site),
    )  # fmt: skip


@cache
def published() -> list[dict[str, Any]]:
    """The lines of the newest run that has a part of a group, each with its run."""
    return [line for tables in _tables().values() for line in tables[-1]]


@cache
def _tables() -> dict[tuple[str, str, str], list[list[dict[str, Any]]]]:
    """Of every part of a group on a device the lines of each run that has it, oldest first.

    A run of tuned variants times the programs as printed beside them; those lines do not
    take the place of a full table.
    """
    found: dict[tuple[str, str, str], list[list[dict[str, Any]]]] = {}
    for device in ("cpu", "cuda"):
        for run, parts in runs.finished("speed", device=device):
            plan = parts["protocol"]["plan"]
            of_run: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
            for line in parts["table"]:
                told = {"run": run, "device": device, "precision": _precision(line, plan)}
                key = (line["group"], device, part(line))
                of_run.setdefault(key, []).append(line | told)
            for key, lines in of_run.items():
                if key[2] in plan["parts"]:
                    found.setdefault(key, []).append(lines)
    return found


def again() -> tuple[list[str], Counter[Words]]:
    """The runs of every group that were timed alike, and how the words of each agree with
    those of the one before.

    Alike: on machines of the same name, with the same versions, cores and precision.
    """
    names: set[str] = set()
    counts: Counter[Words] = Counter()
    for tables in _tables().values():
        for first, second in pairwise(tables):
            pair = [lines[0]["run"] for lines in (first, second)]
            if _conditions(pair[0]) == _conditions(pair[1]):
                names |= set(pair)
                counts += repeated(first, second)
    return _numbered(names), counts


def _numbered(names: Iterable[str]) -> list[str]:
    """Runs by date, machine and number, 2 before 10."""
    return sorted(names, key=lambda name: [int(x) if x.isdigit() else x for x in name.split("-")])


def _conditions(run: str) -> tuple[object, ...]:
    protocol = runs.read(runs.PUBLISHED / run)["protocol"]
    plan = protocol["plan"]
    return protocol["machine"], protocol["versions"], plan["cores"], _precisions(plan)


def part(line: dict[str, Any]) -> str:
    """The part of the table that a line belongs to: tuned, or the size of its group."""
    tuned = line["column"] not in (*LANES, NULL)
    return "tuned" if tuned else str(line["group"].split(".")[2])


def _precision(line: dict[str, Any], plan: dict[str, Any]) -> str:
    """The precision of a line: the last part of its group where a run has several."""
    parts = line["group"].split(".")
    return parts[3] if len(parts) > 3 else _precisions(plan)[0]


def _precisions(plan: dict[str, Any]) -> list[str]:
    return list(plan["precisions"]) if "precisions" in plan else [plan["precision"]]  # of old


def _again(site: Site) -> dict[str, Any] | None:
    """What later runs said of the same programs: a sentence, and a table of the words."""
    names, counts = again()
    if not counts:
        return None
    said = [word for word in WORDS if any(word in words for words in counts)]
    told = {w: site.say(f"word.{w}") if w else site.words["no_word"] for w in said}
    return {
        "runs": site.words["comma"].join(f"[{name}](#{name})" for name in names),
        "share": f"{100 * share(counts):.1f}", "ratios": counts.total(),
        "words": list(told.values()),
        "rows": [[told[a], *(counts[a, b] for b in said)] for a in said],
    }  # fmt: skip


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
    found: dict[tuple[str, str], dict[str, Row]] = {
        (size, measure): {} for measure in DRAWN for size in SIZES
    }
    for line in times:
        _, topic, size, *_ = line["group"].split(".")
        ratio, drawn = line["against"].get(REFERENCE), found.get((size, line["measure"]))
        if drawn is None or not ratio or line["device"] != "cpu" or line["status"] != "ok":
            continue
        if part(line) == "tuned":
            continue
        row = drawn.setdefault(topic, Row(site.say.pick(site.pairs[topic].facts["title"]), []))
        point = (line["column"], ratio["ratio"], ratio["low"], ratio["high"])
        if line["column"] == NULL:
            row.null = point[2:]
        else:
            row.points.append(point)
    return {
        f"{size} {measure}": forest(
            site, f"{size}-{measure}",
            f"{site.say(f'speed.{measure}')}{site.words['comma']}{site.words[f'part_{size}']}",
            list(rows.values()),
        )
        for (size, measure), rows in found.items() if rows
    }  # fmt: skip


def told(line: dict[str, Any], site: Site) -> tuple[str, str, str]:
    """The value of a line, its ratio with interval, and what may be said of it."""
    ratio = next(iter(line["against"].values()), None)
    shown = f"{ratio['ratio']:.2f} ({ratio['low']:.2f}–{ratio['high']:.2f})" if ratio else ""
    word = ratio["word"] if ratio else None
    said = outcome(line["status"], line["column"], word, site.say)
    return value(line["measure"], line["value"]), shown, said


def _row(line: dict[str, Any], site: Site) -> list[str]:
    """A line of the table in words."""
    topic = line["group"].split(".")[1]
    return [
        f"[{topic}](../cookbook/{topic}.md)", site.words[f"part_{part(line)}"],
        site.say(f"speed.{line['measure']}"), f"`{line['column']}`", *told(line, site),
        line["device"], line["precision"], f"[{line['run']}](#{line['run']})",
    ]  # fmt: skip
