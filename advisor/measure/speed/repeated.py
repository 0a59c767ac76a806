"""Whether a second run says the same of the same programs as the first."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from advisor.measure.speed.schedule import NULL

NOTHING_SEEN = ("undecided", None)  # of a ratio that earned no word
Words = tuple[str | None, str | None]


def repeated(
    first: Iterable[Mapping[str, Any]], second: Iterable[Mapping[str, Any]]
) -> Counter[Words]:
    """How many ratios of both tables have each pair of words, of the first and of the second.

    Plain PyTorch against itself has no word and is left out; so is what one run has not.
    """
    before, after = _words(first), _words(second)
    return Counter((before[key], after[key]) for key in before if key in after)


def share(counts: Mapping[Words, int]) -> float:
    """Of the ratios that earned a word in the first run, the share with the same in the second."""
    earned = {words: n for words, n in counts.items() if words[0] not in NOTHING_SEEN}
    return sum(n for (a, b), n in earned.items() if a == b) / sum(earned.values())


def _words(table: Iterable[Mapping[str, Any]]) -> dict[tuple[str, ...], str | None]:
    return {
        (line["group"], line["measure"], line["column"], base): ratio["word"]
        for line in table
        if line["column"] != NULL
        for base, ratio in line["against"].items()
    }
