"""The environments of `history.toml`: what they need, what this machine has of it.

`look` searches the machine, `plan` (pure) says what is lacking and what is to be done.
"""

import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from advisor.frozen import Frozen
from advisor.measure.processes import NEEDS
from advisor.programs import environment

DATA = Path(__file__).with_name("history.toml")
CURRENT = "current"
PROBE = "import ensurepip, sys, venv; print('%d.%d' % sys.version_info[:2])"
PROBE_LIMIT = 60.0  # seconds
OWN = ("PYTHONPATH", "PYTHONHOME")  # made for our Python, wrong for an older one


class Environment(Frozen):
    """One table of `history.toml`."""

    __slots__ = (
        "backend", "id", "libraries", "programs", "python", "refuses", "requirements",
        "variables", "why",
    )  # fmt: skip
    id: str
    backend: str
    python: str
    requirements: list[str]
    variables: dict[str, str]
    libraries: list[dict[str, str]]  # name to be found under, file that has it, Debian package
    programs: list[dict[str, str]]  # name, Debian package
    refuses: str  # what the backend says to training if it cannot; else empty
    why: dict[str, str]


class Machine(Frozen):
    """What this machine has of what the environments need, each by its name."""

    __slots__ = ("libraries", "modules", "programs", "pythons")
    pythons: dict[str, str]
    libraries: dict[str, str]
    programs: set[str]
    modules: set[str]


class Plan(Frozen):
    """`python` makes the environment in `folder`; where that is None it runs the sample.

    `lacks` is a list of what is missing, as kind (python, module, library, program), name
    and the Debian package that has it or "". `links` are the names for libraries.
    """

    __slots__ = ("environment", "folder", "lacks", "links", "python")
    environment: Environment
    python: str
    folder: Path | None
    links: dict[str, str]
    lacks: list[dict[str, str]]

    @property
    def interpreter(self) -> str:
        """The Python that runs the sample."""
        return str(self.folder / "bin" / "python") if self.folder else self.python

    def recipe(self) -> str:
        """What an environment was made of: kept in it, so that a change makes it anew."""
        made = {"requirements": self.environment.requirements, "links": self.links}
        return json.dumps({"python": self.python, **made}, indent=1)

    def setup(self) -> dict[str, list[str]]:
        """The commands that make the environment, by stage."""
        pip = [self.interpreter, "-m", "pip", "--disable-pip-version-check", "install"]
        return {
            "create": [self.python, "-m", "venv", str(self.folder)],
            "install": [*pip, *self.environment.requirements],
        }

    def variables(self, scratch: Path) -> dict[str, str]:
        """The process environment of every command."""
        found = environment(f"keras-{self.environment.backend}")
        if self.folder:
            found = {k: v for k, v in found.items() if k not in OWN}
        if self.folder and self.links:
            paths = [str(self.folder / "libraries"), found.get("LD_LIBRARY_PATH", "")]
            found["LD_LIBRARY_PATH"] = os.pathsep.join(filter(None, paths))
        for name, value in self.environment.variables.items():
            found[name] = value.format(scratch=scratch)
        # A folder of its own keeps the user's Keras settings out, and the sample's away.
        return found | {"KERAS_HOME": str(scratch), "TMPDIR": str(scratch)}


def environments(file: Path = DATA) -> list[Environment]:
    """Every environment, in the order of the file."""
    rest: dict[str, Any] = {
        "requirements": [], "variables": {}, "libraries": [], "programs": [], "refuses": "",
    }  # fmt: skip
    tables = tomllib.loads(file.read_text("utf-8"))["environment"]
    return [Environment(**(rest | table)) for table in tables]


def plan(wanted: Environment, machine: Machine, cache: Path) -> Plan:
    """What is to be done for an environment on this machine."""
    files = {x["name"]: machine.libraries.get(x["file"], "") for x in wanted.libraries}
    old = wanted.python != CURRENT
    return Plan(
        environment=wanted,
        python=machine.pythons.get(wanted.python, "") if old else sys.executable,
        folder=cache / wanted.id if wanted.requirements else None,
        links={name: file for name, file in files.items() if file},
        lacks=list(_lacks(wanted, machine)),
    )


def _lacks(wanted: Environment, machine: Machine) -> Iterator[dict[str, str]]:
    if wanted.python not in (CURRENT, *machine.pythons):
        yield {"kind": "python", "name": f"python{wanted.python}", "package": ""}
    for name in _modules(wanted):
        if name not in machine.modules:
            yield {"kind": "module", "name": name, "package": ""}
    for library in wanted.libraries:
        if library["file"] not in machine.libraries:
            yield {"kind": "library", "name": library["file"], "package": library["package"]}
    for program in wanted.programs:
        if program["name"] not in machine.programs:
            yield {"kind": "program", **program}


def _modules(wanted: Environment) -> tuple[str, ...]:
    """What must be installed beside us: nothing where the environment installs its own."""
    return () if wanted.requirements else NEEDS[f"keras-{wanted.backend}"]


def look(wanted: list[Environment]) -> Machine:
    """Search this machine for everything the environments need."""
    versions = dict.fromkeys(e.python for e in wanted if e.python != CURRENT)
    files = dict.fromkeys(x["file"] for e in wanted for x in e.libraries)
    return Machine(
        pythons={v: found for v in versions if (found := find_python(v))},
        libraries={f: found for f in files if (found := find_library(f))},
        programs={x["name"] for e in wanted for x in e.programs if shutil.which(x["name"])},
        modules={name for e in wanted for name in _modules(e) if find_spec(name)},
    )


def find_python(version: str) -> str | None:
    """A working Python of this version: from PATH, else the newest one that pyenv has."""
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    pyenv = root.glob(f"versions/{version}.*/bin/python{version}")
    newest = sorted(pyenv, key=lambda p: _numbers(p.parts[-3]), reverse=True)
    on_path = shutil.which(f"python{version}")
    candidates = [*([on_path] if on_path else []), *map(str, newest)]
    return next((found for found in candidates if _works(found, version)), None)


def _numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


def _works(python: str, version: str) -> bool:
    """Whether it starts and can make environments: pyenv's stand-ins on PATH may not."""
    command = [python, "-c", PROBE]
    kept = {k: v for k, v in os.environ.items() if k not in OWN}
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=PROBE_LIMIT, env=kept
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and done.stdout.strip() == version


def find_library(file: str) -> str | None:
    """The path of a shared library in one of the usual folders."""
    folders = os.environ.get("LD_LIBRARY_PATH", "").split(os.pathsep)
    folders += [f"/usr/lib/{platform.machine()}-linux-gnu", "/usr/lib64", "/usr/lib"]
    found = (os.path.join(folder, file) for folder in folders if folder)
    return next((path for path in found if os.path.exists(path)), None)
