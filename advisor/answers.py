"""Reading an answers file: every way it can be broken is a fault with a name."""

import json
import os
import sys

from advisor.faults import Fault, InputError, fault
from advisor.situation import type_name

SIZE_LIMIT = 1_000_000  # bytes; ten answers and four priorities take a few hundred


def read_answers(path: str) -> dict[str, object]:
    """The JSON object in `path` (`-` is standard input), names checked for repetition.

    Raises InputError when the file cannot be read or is not one JSON object.
    """
    raw, repeated = read_json(path, SIZE_LIMIT)
    faults: list[Fault] = [fault("repeated_question", name=name) for name in repeated]
    if not isinstance(raw, dict):
        faults.append(fault("not_an_object", found=type_name(raw)))
    if faults:
        raise InputError(faults)
    return raw  # type: ignore[return-value]


def read_json(path: str, limit: int) -> tuple[object, list[str]]:
    """The JSON document in `path` (`-` is standard input) and names repeated in an object.

    Raises InputError when it is larger than `limit` bytes, cannot be read or is not JSON.
    """
    text = _text(path, limit)
    repeated: list[str] = []

    def pairs(items: list[tuple[str, object]]) -> dict[str, object]:
        kept: dict[str, object] = {}
        for name, value in items:
            if name in kept and name not in repeated:
                repeated.append(name)
            kept[name] = value
        return kept

    try:
        return json.loads(text, object_pairs_hook=pairs), repeated
    except json.JSONDecodeError as error:
        raise _failed("not_json", path, line=error.lineno, column=error.colno) from None
    except (RecursionError, ValueError):  # nested too deep; a number of thousands of digits
        raise _failed("not_json_values", path) from None


def _failed(message: str, path: str, **params: object) -> InputError:
    return InputError([fault(message, path=path, **params)])


def _text(path: str, limit: int) -> str:
    try:
        if path == "-":
            data = sys.stdin.buffer.read(limit + 1)
        else:
            if os.path.isdir(path):
                raise _failed("answers_directory", path)
            with open(path, "rb") as file:
                data = file.read(limit + 1)
    except FileNotFoundError:
        raise _failed("answers_missing", path) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL byte in the path
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise _failed("answers_unreadable", path, reason=reason) from None
    if len(data) > limit:
        raise _failed("answers_too_big", path, limit=limit // 1000)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _failed("answers_not_utf8", path, position=error.start) from None
