"""Makes this process the lane it claims to be, before a framework is imported."""

import fcntl
import os
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from typing import Any

from advisor.measure.speed.checks import FRAMEWORKS, OWN


def bind(cores: Sequence[int]) -> None:
    """Bind this process, and what it will start, to these cores."""
    os.sched_setaffinity(0, cores)


def take_turn(place: str) -> int:
    """Wait until no other process computes on the GPU that the lock in this file stands for.

    The turn lasts until the descriptor is closed, at the latest by the end of this process,
    whatever ends it. Meanwhile others may load: on a GPU most of a sample is import and data,
    which need a core only.
    """
    lock = os.open(place, os.O_WRONLY | os.O_CREAT)
    fcntl.flock(lock, fcntl.LOCK_EX)
    return lock


def hide_others(lane: str) -> None:
    """Make the frameworks of other lanes look as if they were not installed.

    Keras loads TensorFlow on every backend where it finds it, for instance to seed it:
    seconds and hundreds of megabytes that a reader with one framework does not pay.
    """
    names = set(FRAMEWORKS) - {OWN[lane]}

    class Visible(PathFinder):
        @classmethod
        def find_spec(cls, fullname: str, *given: Any) -> ModuleSpec | None:
            hidden = fullname.partition(".")[0] in names
            return None if hidden else super().find_spec(fullname, *given)

    sys.meta_path[sys.meta_path.index(PathFinder)] = Visible
