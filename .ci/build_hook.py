"""What the build of a package adds to the files of advisor/."""

import compileall
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BuildHook(BuildHookInterface):
    def initialize(self, version, build_data):
        if version == "editable":
            # As pip does for a wheel. Without this an environment that sets
            # PYTHONDONTWRITEBYTECODE would compile every module at every start, which
            # takes longer than the rest of the run.
            compileall.compile_dir(f"{self.root}/advisor", quiet=1)
        else:
            # The snippets travel as data inside the package; a checkout has them beside it.
            for path in Path(self.root, "snippets").glob("*/*"):
                if path.is_file() and "__pycache__" not in path.parts:
                    inside = path.relative_to(self.root)
                    build_data["force_include"][str(path)] = f"advisor/{inside.as_posix()}"
