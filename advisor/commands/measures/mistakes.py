"""`measure mistakes [MISTAKE …]`: which mistakes are caught where, when, and by what message.

Exit code 1 if an outcome differs from the project's own record.
"""

from advisor.commands.examining import conduct, settle
from advisor.commands.measuring import Wanted, print_rows
from advisor.laboratory import EXAMINED, Mistake, load_mistakes
from advisor.measure.outcomes import Row, judged
from advisor.measure.processes import Outcome
from advisor.messages import Messages
from advisor.options import Given
from advisor.terminal import Terminal


def run(given: Given, wanted: Wanted, say: Messages) -> int:
    known = load_mistakes()

    def attempts(mistake: Mistake, lane: str) -> list[list[list[str]]]:
        return [[], mistake.edits(lane)]

    def judge(mistake: Mistake, lane: str, outcomes: list[Outcome]) -> Row:
        return judged(mistake, lane, *outcomes)

    record, rows = conduct(given, wanted, say, "mistakes", known, attempts, judge)
    if "--json" in given.flags:
        print_rows(record, rows)
    else:
        _show(rows, say)
    return settle(given, say, record, "mistakes", rows)


def _show(rows: list[Row], say: Messages) -> None:
    out = Terminal()
    lanes = [lane for lane in EXAMINED if any(row["lane"] == lane for row in rows)]
    found = {(row["id"], row["lane"]): row for row in rows}
    out.table(
        [say("heading.id"), *lanes],
        [[name, *(_cell(found[name, lane], say) for lane in lanes)]
         for name in dict.fromkeys(row["id"] for row in rows)],
    )  # fmt: skip
    out.line("", say("lab.messages"))
    for row in rows:
        if row.get("message"):
            text = row["message"].splitlines()[-1]
            out.bullet(say("line.pair", name=f"{row['id']} {row['lane']}", text=text))
    out.line("", say("lab.mistakes_reading"))


def _cell(row: Row, say: Messages) -> str:
    said = say(f"status.{row['status']}")
    return f"{said}: {row['stage']}" if row["status"] == "caught" else said
