"""What the core package of a side offers by name, found by looking into it.

`api.toml` says where and of what class; the same rules hold for both sides. A process
looks at one side, so that it imports one library.
"""

import inspect
import re
import tomllib
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

FILE = Path(__file__).with_name("api.toml")


def load_kinds(file: Path = FILE) -> dict[str, dict[str, Any]]:
    """Every kind with its words and, by side, where its members are."""
    return tomllib.loads(file.read_text("utf-8"))


def read(side: str, kinds: Mapping[str, Any] | None = None) -> dict[str, list[str]]:
    """The names of every kind, in order; none where a side has nothing of a kind."""
    specs = {name: kind.get(side, {}) for name, kind in (kinds or load_kinds()).items()}
    found = {name: set(_members(spec)) for name, spec in specs.items()}
    return {name: sorted(found[name] - found.get(spec.get("without"), set()))
            for name, spec in specs.items()}  # fmt: skip


def _members(spec: Mapping[str, Any]) -> list[str]:
    """The first public name of every object that the specification takes in."""
    names: dict[int, str] = {}
    for module in spec.get("modules", []):
        for name, one in vars(import_module(module)).items():
            if not name.startswith("_") and _wanted(name, one, spec):
                names.setdefault(id(one), name)
    return list(names.values())


def _wanted(name: str, one: object, spec: Mapping[str, Any]) -> bool:
    if "of" in spec:
        of = resolve_name(spec["of"])
        return inspect.isclass(one) and issubclass(one, of) and one is not of
    return inspect.isroutine(one) and re.fullmatch(spec["named"], name) is not None
