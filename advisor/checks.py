"""What the data files must satisfy before anything is decided on them. All faults of
a stage at once: first shapes, then what tables say of each other."""

from collections.abc import Mapping

from advisor.knowledge import LANGUAGES
from advisor.references import reference_faults, text_faults
from advisor.shapes import shape_faults
from advisor.store import Table

REQUIRED = ("questions.toml", "criteria.toml", "lanes.toml", *(f"text/{x}.toml" for x in LANGUAGES))


def file_faults(files: Mapping[str, Table], today: str) -> list[str]:
    """Every fault of the parsed files, one line each: file, field, fix. Empty when sound.

    `today` (ISO) is the day after which a record would be from the future.
    """
    missing = [name for name in REQUIRED if name not in files]
    if missing:
        return [f"{name}: missing; the advisor cannot work without it" for name in missing]
    # Cross references are only worth following between well-formed tables.
    return list(shape_faults(files)) or [
        *reference_faults(files, today),
        *text_faults(files),
    ]
