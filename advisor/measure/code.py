"""How much a reader has to write and to know: counts of a program, the same for both sides.

Pure: text in, numbers out. Comments, docstrings, blank lines and region markers do not
count, and neither does the layout of lines.
"""

import ast
import io
import tokenize
import tomllib
from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from advisor.frozen import Frozen
from advisor.knowledge import SIDES
from advisor.pairs import REGIONS, Pair
from advisor.programs import LANES, plain, regions

FRAMEWORKS = ("keras", "tensorflow", "jax", "torch")
COUNTS = ("lines", "tokens", "names", "branches")
LAYOUT = {
    tokenize.ENCODING, tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT,
    tokenize.DEDENT, tokenize.ENDMARKER,
}  # fmt: skip
# Points at which a program decides what comes next, as McCabe counts them.
DECISIONS = (
    ast.If, ast.IfExp, ast.For, ast.While, ast.ExceptHandler, ast.comprehension, ast.match_case,
)  # fmt: skip
# Methods that everybody knows who knows Python; those of NumPy are taken for known too.
KNOWN_TYPES = (str, bytes, int, float, list, tuple, dict, set)


class Counts(Frozen):
    """Of a program or a part of it.

    `lines`: logical lines, a statement each; `tokens`: words and signs; `names`: what it
    uses of a framework; `branches`: points of decision.
    """

    __slots__ = ("branches", "lines", "names", "tokens")
    lines: int
    tokens: int
    names: frozenset[str]
    branches: int

    def to_json(self) -> dict[str, Any]:
        found = {name: getattr(self, name) for name in COUNTS}
        return found | {"names": sorted(self.names)}


def count(text: str, known: dict[str, str] | None = None) -> Counts:
    """Counts of source text; `known` says what names stand for that were imported before it.

    Raises SyntaxError if it is not Python.
    """
    tree = ast.parse(text)
    documented = _docstrings(tree)
    found = [
        token
        for token in tokenize.generate_tokens(io.StringIO(text).readline)
        if not any(low <= token.start[0] <= high for low, high in documented)
    ]
    nodes = list(ast.walk(tree))
    return Counts(
        lines=sum(token.type == tokenize.NEWLINE for token in found),
        tokens=sum(token.type not in LAYOUT for token in found),
        names=frozenset(_names(tree, {**(known or {}), **imported(tree)})),
        branches=sum(isinstance(node, DECISIONS) for node in nodes)
        + sum(len(node.ifs) for node in nodes if isinstance(node, ast.comprehension))
        + sum(len(node.values) - 1 for node in nodes if isinstance(node, ast.BoolOp)),
    )


def steps(text: str) -> dict[str, Counts]:
    """Counts of every step of a program, and of the `whole` as it is copied."""
    known = imported(ast.parse(text))
    found = {name: count(part, known) for name, part in regions(text).items() if name in REGIONS}
    return found | {"whole": count(plain(text))}


def _docstrings(tree: ast.AST) -> list[tuple[int, int]]:
    """First and last line of every docstring."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if ast.get_docstring(node, clean=False) is not None and first is not None:
                found.append((first.lineno, first.end_lineno or first.lineno))
    return found


def imported(tree: ast.AST) -> dict[str, str]:
    """What names stand for that are imported: nn -> torch.nn, np -> numpy."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for one in node.names:
                whole = one.name if one.asname else one.name.split(".")[0]
                found[one.asname or whole] = whole
        elif isinstance(node, ast.ImportFrom):
            found |= {one.asname or one.name: f"{node.module}.{one.name}" for one in node.names}
    return found


def _names(tree: ast.AST, known: dict[str, str]) -> Iterable[str]:
    """Names of frameworks in full, and methods that neither Python nor NumPy would explain."""
    import numpy as np

    kinds = (*KNOWN_TYPES, np.ndarray, np.random.Generator)
    explained = {name for kind in kinds for name in dir(kind)} | _own(tree)
    inner = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    for node in ast.walk(tree):
        if id(node) in inner or not isinstance(node, ast.Name | ast.Attribute):
            continue
        root, path = _path(node)
        if known.get(root, "").split(".")[0] in FRAMEWORKS:
            yield ".".join([known[root], *path])
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            root, path = _path(node.func)
            if root not in known and path[-1] not in explained:
                yield f".{path[-1]}"


def _own(tree: ast.AST) -> set[str]:
    """Methods of the program's own classes, and what it keeps as attributes."""
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    methods = {n.name for c in classes for n in c.body if isinstance(n, ast.FunctionDef)}
    kept = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    }
    return methods | kept


def _path(node: ast.expr) -> tuple[str, list[str]]:
    """A dotted name as its root and the rest; the root of anything else is empty."""
    path: list[str] = []
    while isinstance(node, ast.Attribute):
        path.insert(0, node.attr)
        node = node.value
    return (node.id if isinstance(node, ast.Name) else ""), path


class Part(Frozen):
    """Something that one side has built in and the other writes by hand.

    `side` writes it: all of `written` occur in its program, any of `built_in` in the other.
    """

    __slots__ = ("built_in", "id", "side", "text", "written")
    id: str
    side: str
    written: frozenset[str]
    built_in: frozenset[str]
    text: dict[str, str]


def load_parts(file: Path | None = None) -> list[Part]:
    """The parts of `by_hand.toml`."""
    file = file or Path(__file__).with_name("by_hand.toml")
    return [
        Part(
            id=name, side=one["side"], written=frozenset(one["written"]),
            built_in=frozenset(one["built_in"]), text={"en": one["en"], "zh": one["zh"]},
        )
        for name, one in tomllib.loads(file.read_text("utf-8")).items()
    ]  # fmt: skip


def by_hand(text: str, other: str, side: str, parts: list[Part]) -> list[str]:
    """Which parts a program of that side writes out that its twin has built in."""
    here, there = _words(text), _words(other)
    return [p.id for p in parts if p.side == side and p.written <= here and p.built_in & there]


def _words(text: str) -> set[str]:
    """Every identifier in the code."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return {token.string for token in tokens if token.type == tokenize.NAME}


def programs(pair: Pair, parts: list[Part]) -> list[dict[str, Any]]:
    """Every program of a pair: its side, file, lanes, counts by step, what is written by hand."""
    found: dict[Path, list[str]] = {}
    for lane in LANES:
        if file := pair.file(lane):
            found.setdefault(file, []).append(lane)
    texts = {file: file.read_text("utf-8") for file in found}
    (twin,) = pair.files("pytorch")
    (first, *_) = pair.files("keras")
    rows = []
    for file, lanes in found.items():
        side = lanes[0].split("-")[0]
        other = texts[first if file == twin else twin]
        counts = {name: c.to_json() for name, c in steps(texts[file]).items()}
        written = by_hand(texts[file], other, side, parts)
        rows.append({"pair": pair.id, "side": side, "file": file.name, "lanes": lanes,
                     "counts": counts, "by_hand": written})  # fmt: skip
    return rows


def number(row: Mapping[str, Any], step: str, what: str) -> int:
    """A count of a step of a program; of `names` how many."""
    found = row["counts"][step][what]
    return len(found) if what == "names" else int(found)


def ratio(rows: list[dict[str, Any]], step: str, what: str) -> float | None:
    """Keras over PyTorch, added up over pairs; None where PyTorch has none.

    A pair with a Keras program for each backend enters with their mean.
    """
    sums = {side: Fraction(0) for side in SIDES}
    for pair in dict.fromkeys(row["pair"] for row in rows):
        for side in SIDES:
            own = [number(r, step, what) for r in rows if (r["pair"], r["side"]) == (pair, side)]
            sums[side] += Fraction(sum(own), len(own))
    keras, pytorch = (sums[side] for side in SIDES)
    return float(keras / pytorch) if pytorch else None
