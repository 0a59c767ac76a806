"""What profiles found of the programs, told beside their times."""

from functools import cache
from typing import Any

from advisor import runs
from advisor.knowledge import Record
from advisor.messages import Messages
from advisor.programs import LANES

SIZE = "printed"  # what is profiled: the programs as they are


def of_program(name: str, measure: str) -> dict[str, tuple[str, dict[str, Any]]]:
    """By lane the newest run that profiled this measure of `<chapter>.<topic>`, and its profile."""
    parts = {lane: _newest().get(f"{name}.{lane}") for lane in LANES}
    return {
        lane: (part[0], part[1]["measures"][measure])
        for lane, part in parts.items()
        if part and measure in part[1]["measures"]
    }


def sentence(record: Record, say: Messages) -> str:
    """What a profile counted of the program whose times these are; "" where none was taken."""
    _, *place = record.source[0].split("/")
    if not record.ratios or not place[0].endswith(f".{SIZE}"):
        return ""
    found = of_program(place[0].removesuffix(f".{SIZE}"), place[1])
    told = [
        say("profile.lane", lane=say.lane(lane), calls=f"{profile['calls']:,.0f}")
        for lane, (_, profile) in found.items()
    ]
    if not told:
        return ""
    date = max(run for run, _ in found.values())[:10]
    unit = say("profile.update" if place[1] == "training" else "profile.call")
    return say("profile.evidence", date=date, unit=unit, calls=say("line.comma").join(told))


def cells(profile: dict[str, Any]) -> tuple[str, str, str, str]:
    """Python calls, built-in calls, the function with most time of its own, and its share."""
    function, share = profile["largest"][0]
    return f"{profile['calls']:,.0f}", f"{profile['builtin']:,.0f}", function, f"{share:.0%}"


@cache
def _newest() -> dict[str, tuple[str, Any]]:
    return runs.newest("profile")
