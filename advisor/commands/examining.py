"""What `measure capabilities` and `measure mistakes` share: running, comparing, publishing."""

import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import Any

from advisor.commands.measuring import Wanted, open_run, recording
from advisor.faults import fault
from advisor.laboratory import EXAMINED, Mistake, Probe
from advisor.measure.outcomes import Row, absent, differences
from advisor.measure.processes import Job, Outcome, Workers, lacking
from advisor.measure.runs import Run, publish, versions
from advisor.messages import Messages
from advisor.options import Given
from advisor.programs import chosen
from advisor.progress import Progress
from advisor.runs import PUBLISHED, newest, own_runs, read

TIME_LIMIT = 120.0  # seconds, unless another is asked for
Item = Probe | Mistake
# From a topic, a lane and the outcomes of its jobs, in their order, to its row.
Judge = Callable[[Any, str, list[Outcome]], Row]


def conduct(
    given: Given, wanted: Wanted, say: Messages, kind: str, known: dict[str, Any],
    attempts: Callable[[Any, str], list[list[list[str]]]], judge: Judge,
) -> tuple[Run, list[Row]]:  # fmt: skip
    """Run every program of the topics named, all if none is, and keep a row for each lane.

    `attempts` says for a topic and lane with which edits its program is run, one job each.
    """
    named = chosen(given.words[1:], known, given.faults, "unknown_topic")
    resumed = given.one("--resume")
    if "--publish" in given.flags:
        _refuse_in_part(given, named)
    given.check()
    record = open_run(own_runs(), resumed, kind) if resumed else None
    lanes = [lane for lane in wanted.lanes if lane in EXAMINED]
    if record is not None:
        plan = read(record.folder)["protocol"]["plan"]
        lanes, named = plan["lanes"], [known[name] for name in plan["topics"]]
    plan = {"topics": [one.topic for one in named], "lanes": lanes}
    limit = float(given.number("--time-limit") or TIME_LIMIT)
    with (
        recording(wanted, kind, plan, say, record, own_runs()) as record,
        Workers(wanted.jobs, limit) as workers,
    ):
        todo = [one for one in named if not record.has(one.topic)]
        _run(record, workers, todo, lanes, attempts, judge)
    parts = read(record.folder)
    return record, [row for one in named for row in parts[one.topic]]


def _run(
    record: Run, workers: Workers, todo: Sequence[Any], lanes: list[str],
    attempts: Callable[[Any, str], list[list[list[str]]]], judge: Judge,
) -> None:  # fmt: skip
    by_topic = {one.topic: one for one in todo}
    done: dict[str, dict[tuple[str, int], Outcome]] = {one.topic: {} for one in todo}
    jobs: dict[str, list[Job]] = {
        one.topic: [
            {"kind": "attempt", "topic": one.topic, "lane": lane, "file": str(one.file(lane)),
             "edits": edits, "number": number}
            for lane in lanes
            if one.file(lane) and not _lacking(one)
            for number, edits in enumerate(attempts(one, lane))
        ]
        for one in todo
    }  # fmt: skip

    def keep(topic: str) -> None:
        one, found = by_topic[topic], done[topic]
        rows = []
        for lane in lanes:
            if one.file(lane) is None:
                rows.append(absent(one, lane))
            else:
                outcomes = [x for (where, _), x in sorted(found.items()) if where == lane]
                rows.append(judge(one, lane, outcomes or _missing(one, attempts(one, lane))))
        record.put(topic, rows)

    for topic in [topic for topic, own in jobs.items() if not own]:
        keep(topic)
    with Progress(sum(map(len, jobs.values()))) as progress:
        workers.started = lambda job: progress.begin(f"{job['topic']} {job['lane']}")
        for job, outcome in workers.all([job for own in jobs.values() for job in own]):
            topic = job["topic"]
            done[topic][job["lane"], job["number"]] = outcome
            progress.end(f"{topic} {job['lane']}")
            if len(done[topic]) == len(jobs[topic]):
                keep(topic)


def _refuse_in_part(given: Given, named: list[Any]) -> None:
    """Add a fault for whatever would leave lanes out of a published topic: the newest record
    of a topic stands for all of them."""
    if "--lane" in given.values:
        given.faults.append(fault("exclusive", one="--publish", two="--lane"))
    needed = [name for lane in EXAMINED for name in lacking(lane)]
    needed += [name for one in named for name in _lacking(one)]
    for name in dict.fromkeys(needed):
        given.faults.append(fault("package_missing", package=name))


def _lacking(one: Item) -> list[str]:
    """The packages that a topic needs besides its lane's and that are not installed."""
    return [name for name in one.facts.get("needs", []) if find_spec(name) is None]


def _missing(one: Item, attempts: list[list[list[str]]]) -> list[Outcome]:
    message = " ".join(_lacking(one))
    return [Outcome(status="missing", values={}, arrays=None, message=message) for _ in attempts]


def settle(given: Given, say: Messages, record: Run, kind: str, rows: list[Row]) -> int:
    """Compare with the project's own record, publish if that was asked for; the exit code.

    What differs is told with the lane, both outcomes and both sets of versions, and is
    published only with --accept.
    """
    kept = newest(kind, PUBLISHED)
    lines = []
    for row in rows:
        run, old_rows = kept.get(row["id"], ("", []))
        for old in old_rows:
            if old["lane"] == row["lane"] and (fields := differences(old, row)):
                then = read(PUBLISHED / run)["protocol"]["versions"]
                lines.append(say("lab.differs", name=f"{row['id']} {row['lane']}", run=run,
                                 old=_outcome(old, fields), new=_outcome(row, fields),
                                 versions=_changed(then, versions())))  # fmt: skip
    for line in lines:
        print(line, file=sys.stderr)
    if lines and "--accept" not in given.flags:
        print(say("lab.accept"), file=sys.stderr)
        return 1
    if "--publish" in given.flags:
        print(say("measure.kept", place=publish(record, PUBLISHED)), file=sys.stderr)
    return 0


def _outcome(row: Row, fields: list[str]) -> str:
    return ", ".join(f"{name}: {row.get(name)}" for name in fields)


def _changed(then: dict[str, str], now: dict[str, str]) -> str:
    """Versions that differ between two runs, old and new."""
    found = [f"{name} {then.get(name, '-')} → {now.get(name, '-')}"
             for name in sorted({*then, *now}) if then.get(name) != now.get(name)]  # fmt: skip
    return ", ".join(found) or "="
