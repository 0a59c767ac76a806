"""`measure WHAT`: run programs, keep a record of what they did, show it."""

from importlib import import_module
from importlib.util import find_spec

from advisor.commands.measuring import add_measuring_options, read_measuring
from advisor.faults import fault, nearest
from advisor.knowledge import Knowledge
from advisor.messages import Messages
from advisor.options import Given, Parser

KINDS = (
    "speed", "profile", "figures", "article", "history", "defaults", "api", "code", "install",
    "capabilities", "mistakes",
)  # fmt: skip
OF_PAIRS = ("speed", "profile", "figures", "code")
OF_OTHERS = ("capabilities", "mistakes")  # which read the names themselves
# Besides what all of them need.
NEEDS = {"speed": ("scipy", "pytest", "pytest_benchmark"), "profile": ("pytest",)}


def add_options(parser: Parser, knowledge: Knowledge) -> None:
    add_measuring_options(parser)
    parser.valued("--seeds", "N")
    parser.flag("--quick")
    parser.valued("--rounds", "N")
    parser.valued("--within", "SECONDS")
    parser.valued("--cores", "N")
    parser.valued("--part", "PART")
    parser.valued("--device", "cpu|cuda")
    parser.valued("--precision", "PRECISION")
    parser.valued("--resume", "RUN")
    parser.flag("--accept")
    parser.free_words("WHAT [PAIR …]", "what")
    parser.example("speed --quick", "figures cnn --seeds 10 --lane keras-jax", "defaults --json")


def run(given: Given, knowledge: Knowledge, say: Messages) -> int:
    what, *names = given.words or [""]
    if not what:
        given.faults.append(fault("measure_missing", known=", ".join(KINDS)))
    elif what not in KINDS:
        close = nearest(what, list(KINDS))
        given.faults.append(fault("unknown_measure", word=what, nearest=close))
    elif what not in (*OF_PAIRS, *OF_OTHERS):
        given.faults += [fault("unexpected_word", word=name) for name in names]
    wanted = read_measuring(given, names if what in OF_PAIRS else [])
    for package in NEEDS.get(what, ()):
        if find_spec(package) is None:
            given.faults.append(fault("package_missing", package=package))
    given.check()
    code: int = import_module(f"advisor.commands.measures.{what}").run(given, wanted, say)
    return code
