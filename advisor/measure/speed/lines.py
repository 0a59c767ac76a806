"""What a run says of one measure of one column: value, ratios with intervals and words."""

from typing import Any

from advisor.frozen import Frozen
from advisor.measure.speed.ratios import Interval


class Ratio(Frozen):
    """The time of a column over that of another, and the word for it."""

    __slots__ = ("interval", "word")
    interval: Interval
    word: str | None

    def to_json(self) -> dict[str, Any]:
        found = self.interval
        return {"ratio": found.ratio, "low": found.low, "high": found.high,
                "rounds": found.rounds, "word": self.word}  # fmt: skip


class Line(Frozen):
    """One measure of a column of a group.

    `value`: median over rounds, in seconds of an update, a call or the whole, or in KiB of
    memory. `status`: ok, or the fault that voids the value, with more in `message`; where
    nothing was asked of the precision, `message` says what it was. `against`: the ratios to the
    columns it is compared with, the main one first. `share`: of the arithmetic this machine
    was seen to do at most. `breakeven`: for training, after how many updates a longer start
    is won back; None is never, or that a start is not told.
    """

    __slots__ = (
        "against", "breakeven", "column", "group", "measure", "message", "share", "status", "value",
    )  # fmt: skip
    group: str
    column: str
    measure: str
    value: float | None
    against: dict[str, Ratio]
    share: float | None
    breakeven: float | None
    status: str
    message: str

    @property
    def ratio(self) -> Interval | None:
        """To what the column is compared with first."""
        return next((x.interval for x in self.against.values()), None)

    @property
    def word(self) -> str | None:
        """For that ratio."""
        return next((x.word for x in self.against.values()), None)

    def to_json(self) -> dict[str, Any]:
        ratios = {base: ratio.to_json() for base, ratio in self.against.items()}
        return {name: getattr(self, name) for name in self.__slots__} | {"against": ratios}
