"""What went wrong, kept as data so that every fault of an input is reported at once
and in the reader's language."""

from advisor.frozen import Frozen


class Fault(Frozen):
    """One fault: the id of its message in `data/text/*.toml` and what fills it in."""

    __slots__ = ("message", "params")
    message: str
    params: dict[str, object]


def fault(message: str, **params: object) -> Fault:
    return Fault(message=message, params=params)


class InputError(Exception):
    """The user's input is at fault; exit code 2."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__([(f.message, f.params) for f in faults])
        self.faults = faults


class KnowledgeError(Exception):
    """The files under `data/` are at fault; exit code 1. Lines name file, field and fix."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def nearest(word: str, known: list[str]) -> str:
    """The known word that looks most like `word`; the first one if none does."""
    from difflib import SequenceMatcher

    word = word[:80].lower()
    return max(known, key=lambda k: SequenceMatcher(None, word, k.lower()).ratio())
