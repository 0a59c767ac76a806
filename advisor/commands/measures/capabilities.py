"""`measure capabilities [PROBE …]`: what works on which lane, proved by a number each.

Exit code 1 if an outcome differs from the project's own record.
"""

from advisor.commands.examining import conduct, settle
from advisor.commands.measuring import Wanted, print_rows
from advisor.laboratory import EXAMINED, Probe, load_probes
from advisor.measure.outcomes import Row, examined
from advisor.measure.processes import Outcome
from advisor.messages import Messages
from advisor.options import Given
from advisor.terminal import Terminal


def run(given: Given, wanted: Wanted, say: Messages) -> int:
    known = load_probes()

    def judge(probe: Probe, lane: str, outcomes: list[Outcome]) -> Row:
        return examined(probe, lane, outcomes[0])

    record, rows = conduct(
        given, wanted, say, "capabilities", known, lambda probe, lane: [[]], judge
    )
    if "--json" in given.flags:
        print_rows(record, rows)
    else:
        _show(rows, known, say)
    return settle(given, say, record, "capabilities", rows)


def _show(rows: list[Row], known: dict[str, Probe], say: Messages) -> None:
    out = Terminal()
    lanes = [lane for lane in EXAMINED if any(row["lane"] == lane for row in rows)]
    found = {(row["id"], row["lane"]): row for row in rows}
    for group in dict.fromkeys(known[row["id"]].facts["group"] for row in rows):
        out.heading(say(f"group.{group}"))
        names = dict.fromkeys(r["id"] for r in rows if known[r["id"]].facts["group"] == group)
        out.table(
            [say("heading.id"), *lanes],
            [[name, *(_cell(found[name, lane], say) for lane in lanes)] for name in names],
        )
    out.line("", say("lab.failures"))
    for row in rows:
        if row.get("message"):
            where = row["stage"] or say(f"status.{row['status']}")
            name = f"{row['id']} {row['lane']} ({where})"
            out.bullet(say("line.pair", name=name, text=row["message"].splitlines()[-1]))
    out.line("", say("lab.reading"))


def _cell(row: Row, say: Messages) -> str:
    said = say(f"status.{row['status']}")
    return f"{said} ({row['detour']})" if row["status"] == "detour" else said
