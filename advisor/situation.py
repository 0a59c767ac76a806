"""The questions, and the step from raw answers to a checked situation."""

from collections.abc import Mapping

from advisor.faults import Fault, InputError, fault, nearest
from advisor.frozen import Frozen

CRITERIA = ("ease_of_use", "performance", "flexibility", "community_support")
LOWEST_PRIORITY, HIGHEST_PRIORITY, DEFAULT_PRIORITY = 0, 5, 3
PRIORITY_STEP = 100  # priorities are used to the nearest hundredth, as integers

When = Mapping[str, list[str]]


class Question(Frozen):
    """One question: `values` in the order they are offered, `text[lang]` as asked."""

    __slots__ = ("id", "default", "values", "text", "value_text")
    id: str
    default: str
    values: tuple[str, ...]
    text: dict[str, str]
    value_text: dict[str, dict[str, str]]


class Contradiction(Frozen):
    """Answers that cannot hold together."""

    __slots__ = ("when", "text")
    when: When
    text: dict[str, str]


class Situation(Frozen):
    """Checked answers: a value for every question, and which of them were assumed.

    `priorities` are hundredths (300 is the default 3).
    """

    __slots__ = ("answers", "assumed", "priorities")
    answers: dict[str, str]
    assumed: tuple[str, ...]
    priorities: dict[str, int]


def matches(when: When, answers: Mapping[str, str]) -> bool:
    """All keys must match; a list means any of its values."""
    return all(answers[question] in allowed for question, allowed in when.items())


def situation(
    raw: object,
    questions: tuple[Question, ...],
    contradictions: tuple[Contradiction, ...] = (),
) -> Situation:
    """Check raw answers (question id to value, plus optional `priorities`).

    Raises InputError that lists every fault, each with the nearest valid value.
    """
    if not isinstance(raw, dict):
        raise InputError([fault("not_an_object", found=type_name(raw))])
    faults: list[Fault] = []
    by_id = {q.id: q for q in questions}
    given: dict[str, str] = {}
    for key, value in raw.items():
        if key == "priorities":
            continue
        if key not in by_id:
            known = [*by_id, "priorities"]
            faults.append(fault("unknown_question", name=key, nearest=nearest(key, known)))
        elif not isinstance(value, str):
            faults.append(fault("answer_type", name=key, found=type_name(value)))
        elif value not in by_id[key].values:
            close = nearest(value, list(by_id[key].values))
            faults.append(fault("unknown_value", name=key, value=value, nearest=close))
        else:
            given[key] = value
    priorities = _priorities(raw.get("priorities", {}), faults)
    answers = {q.id: given.get(q.id, q.default) for q in questions}
    for c in contradictions:
        if c.when.keys() <= given.keys() and matches(c.when, given):
            said = ", ".join(f"{q}={given[q]}" for q in c.when)
            faults.append(fault("contradiction", answers=said, reason=c.text))
    if faults:
        raise InputError(faults)
    for c in contradictions:
        if matches(c.when, answers):  # by a default, which gives way
            question = next(q for q in c.when if q not in given)
            values = by_id[question].values
            answers[question] = next(v for v in values if v not in c.when[question])
    return Situation(
        answers=answers,
        assumed=tuple(q.id for q in questions if q.id not in given),
        priorities=priorities,
    )


def _priorities(raw: object, faults: list[Fault]) -> dict[str, int]:
    checked = dict.fromkeys(CRITERIA, DEFAULT_PRIORITY * PRIORITY_STEP)
    if not isinstance(raw, dict):
        faults.append(fault("priorities_type", found=type_name(raw)))
        return checked
    for name, value in raw.items():
        if name not in checked:
            close = nearest(name, list(CRITERIA))
            faults.append(fault("unknown_criterion", name=name, nearest=close))
        elif isinstance(value, bool) or not isinstance(value, int | float):
            faults.append(fault("priority_type", name=name, found=type_name(value)))
        # A comparison with NaN is false, so NaN lands here as well.
        elif not LOWEST_PRIORITY <= value <= HIGHEST_PRIORITY:
            shown = f"{value:g}" if isinstance(value, float) else shorten(value)
            faults.append(fault("priority_range", name=name, value=shown))
        else:
            checked[name] = int(value * PRIORITY_STEP + 0.5)
    if not any(checked.values()):
        faults.append(fault("priorities_all_zero"))
    return checked


def shorten(number: int) -> str:
    """An integer for a message; one too long for Python to print is described."""
    digits = number.bit_length() * 3 // 10
    return str(number) if digits < 30 else f"{'-' * (number < 0)}10^{digits}"


def type_name(value: object) -> str:
    """The JSON name of a value's type."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    names = {str: "string", int: "number", float: "number", list: "array", dict: "object"}
    return names.get(type(value), type(value).__name__)
