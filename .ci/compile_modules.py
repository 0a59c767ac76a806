"""Compiles the modules of an editable install, as pip does for a wheel.

Without this an environment that sets PYTHONDONTWRITEBYTECODE would compile every module
at every start, which takes longer than the rest of the run.
"""

import compileall

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileModules(BuildHookInterface):
    def initialize(self, version, build_data):
        if version == "editable":
            compileall.compile_dir(f"{self.root}/advisor", quiet=1)
