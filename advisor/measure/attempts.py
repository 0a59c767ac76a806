"""Runs one program of the laboratory in this process and tells what became of it."""

import traceback
import warnings
from typing import Any

LAST = 20  # warnings that are kept


def attempt(job: dict[str, Any]) -> dict[str, Any]:
    """`value`, or `error` and the `stage` in which it was raised; `warnings`.

    The stage is the function that `main` had called, `import` before that.
    """
    from advisor.measure.worker import load_snippet

    found: dict[str, Any] = {}
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("default")
        try:
            found["value"] = float(load_snippet(job["file"], job["edits"]).main())
        except Exception as error:
            found = {"error": _message(error), "stage": _stage(error, job["file"])}
    texts = dict.fromkeys(f"{one.category.__name__}: {one.message}" for one in said)
    return found | {"warnings": list(texts)[:LAST]}


def _message(error: BaseException) -> str:
    return "".join(traceback.format_exception_only(error))


def _stage(error: BaseException, file: str) -> str:
    """The outermost function of the program below `main` that was running."""
    name = file.rsplit("/", 1)[-1]
    trace = traceback.extract_tb(error.__traceback__)
    frames = [frame.name for frame in trace if frame.filename.endswith(name)]
    if "main" not in frames:
        return "import"
    below = frames[frames.index("main") + 1 :]
    return below[0] if below else "main"
