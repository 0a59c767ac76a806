"""`measure history`: the article's Keras sample on every backend that Keras ever had."""

from typing import Any

from advisor.commands.measuring import Wanted, print_rows, recording
from advisor.measure import history
from advisor.measure.environments import environments
from advisor.messages import Messages
from advisor.options import Given
from advisor.progress import Progress
from advisor.terminal import Terminal

NO_FAULT = ("ok", "missing", "cannot_train")


def run(given: Given, wanted: Wanted, say: Messages) -> int:
    names = [e.id for e in environments()]
    rows = []
    with (
        recording(wanted, "history", {"environments": names}, say) as record,
        Progress(len(names)) as progress,
    ):

        def begin(name: str, stage: str) -> None:
            progress.begin(say("line.pair", name=name, text=say(f"measure.stage_{stage}")))

        for row in history.run(begin, wanted.time_limit):
            record.put(row["id"], row)
            rows.append(row)
            outcome = say(f"status.{row['outcome']}")
            progress.end(say("line.pair", name=row["id"], text=outcome))
    if "--json" in given.flags:
        print_rows(record, rows)
    else:
        _show(rows, say)
    return 0 if all(row["outcome"] in NO_FAULT for row in rows) else 1


def _show(rows: list[dict[str, Any]], say: Messages) -> None:
    out = Terminal()
    names = ("environment", "updates", "accuracy", "seconds", "result")
    lines = []
    for row in rows:
        shown = ["", "", ""]
        if row["outcome"] == "ok":
            shown = [str(row["updates"]), f"{row['accuracy']:.3f}", f"{row['seconds']:.1f}"]
        lines.append([row["id"], *shown, say(f"status.{row['outcome']}")])
    out.table([say(f"heading.{n}") for n in names], lines)
    for row in rows:
        if row["outcome"] == "missing":
            out.bullet(
                say("line.pair", name=row["id"], text=say.pick(row["why"])),
                *(_lacking(one, say) for one in row["lacks"]),
            )
        elif row["outcome"] != "ok":
            stage = say(f"measure.stage_{row['stage']}")
            out.bullet(say("measure.failed", name=row["id"], stage=stage, reason=row["message"]))


def _lacking(one: dict[str, str], say: Messages) -> str:
    text = say(f"measure.lacks_{one['kind']}", name=one["name"])
    return text + (say("measure.package", package=one["package"]) if one["package"] else "")
