"""Builds the site with zensical, which is to follow the present theme, and lists what differs.

Usage: python .ci/successor.py DIR, where DIR holds docs/, snippets/ and the two mkdocs files
with derived pages written, and site/ built by mkdocs. Nothing fails: the list says how far away
the move is.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

HEADING = re.compile(r"<h[1-3][^>]*\bid=\"([^\"]+)\"")


def pages(site: Path) -> dict[str, list[str]]:
    """The anchors of the headings of every page."""
    return {
        page.relative_to(site).as_posix(): HEADING.findall(page.read_text("utf-8"))
        for page in sorted(site.rglob("*.html"))
    }


def main(place: Path) -> None:
    known = pages(place / "site")
    kept = place / "site.mkdocs"
    shutil.move(place / "site", kept)
    said = ""
    for words in ((), ("-f", "mkdocs.zh.yml")):
        done = subprocess.run(
            ["zensical", "build", *words], cwd=place, capture_output=True, text=True
        )
        said += done.stdout + done.stderr
        if done.returncode:
            print(f"zensical {' '.join(words)} stopped with {done.returncode}")
    found = pages(place / "site") if (place / "site").exists() else {}
    missing = sorted(set(known) - set(found))
    other = sorted(page for page in set(known) & set(found) if known[page] != found[page])
    print(f"zensical: {len(found)} pages, mkdocs: {len(known)}")
    print(f"  pages that are missing: {len(missing)} {missing[:12]}")
    print(f"  pages with other anchors: {len(other)} {other[:12]}")
    for line in dict.fromkeys(x for x in said.splitlines() if re.search("warn|error", x, re.I)):
        print(f"  says: {line[:200]}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
