"""`site`: write every derived page of the site, or tell which are stale."""

import sys
from importlib.util import find_spec
from pathlib import Path

from advisor.faults import fault
from advisor.knowledge import Knowledge
from advisor.messages import Messages
from advisor.options import Given, Parser

DOCS = Path(__file__).parents[2] / "docs"
LIST = ".derived"  # the paths that were written, so that what is no longer derived is removed


def add_options(parser: Parser, knowledge: Knowledge) -> None:
    parser.flag("--check")
    parser.valued("--docs", "DIR")
    parser.example("", "--check")


def run(given: Given, knowledge: Knowledge, say: Messages) -> int:
    place = Path(given.one("--docs") or DOCS)
    if find_spec("jinja2") is None:
        given.faults.append(fault("docs_missing", package="jinja2"))
    elif not place.is_dir():
        given.faults.append(fault("no_docs", place=str(place)))
    given.check()
    from advisor.pages import derive

    derived = derive(knowledge)
    listed = place / LIST
    known = set(listed.read_text("utf-8").splitlines()) if listed.exists() else set()
    old = sorted(known - set(derived))
    new = [path for path, text in derived.items() if _read(place / path) != text]
    if "--check" in given.flags:
        for path in [*new, *old]:
            print(say("site.stale", path=place / path), file=sys.stderr)
        print(say("site.checked", n=len(derived), stale=len(new) + len(old)))
        return 1 if new or old else 0
    for path in new:
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_text(derived[path], "utf-8")
    for path in old:
        (place / path).unlink(missing_ok=True)
    listed.write_text("\n".join(sorted(derived)) + "\n", "utf-8")
    print(say("site.written", n=len(derived), new=len(new), place=place))
    return 0


def _read(path: Path) -> str | None:
    return path.read_text("utf-8") if path.exists() else None
