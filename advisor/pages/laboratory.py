"""The pages of the laboratory: what works where, and what becomes of mistakes."""

from collections.abc import Iterator, Mapping
from difflib import unified_diff
from typing import Any

from advisor.faults import KnowledgeError
from advisor.laboratory import EXAMINED, Mistake, Probe
from advisor.pages.site import Site
from advisor.programs import edited

SIGNS = {"works": "✓", "detour": "◐", "fails": "✗", "caught": "✓", "warned": "◐",
         "harmless": "✓", "impossible": "✓", "silent": "✗"}  # fmt: skip


def pages(site: Site) -> Iterator[tuple[str, str]]:
    yield from _probes(site)
    yield from _mistakes(site)


def _probes(site: Site) -> Iterator[tuple[str, str]]:
    rows = _rows(site, "capabilities", site.probes)
    groups: dict[str, list[Probe]] = {}
    for _, probe in sorted(site.probes.items()):
        groups.setdefault(probe.facts["group"], []).append(probe)
    given: dict[str, Any] = {"groups": groups, "rows": rows, "lanes": EXAMINED, "signs": SIGNS}
    yield "capabilities.md", site.page("capabilities.md", **given)
    for group, probes in groups.items():
        files = {probe.topic: site.programs(probe) for probe in probes}
        page = site.page("capability_group.md", **given, group=group, probes=probes, files=files)
        yield f"capabilities/{group}.md", page


def _mistakes(site: Site) -> Iterator[tuple[str, str]]:
    rows = _rows(site, "mistakes", site.mistakes)
    categories: dict[str, list[Mistake]] = {}
    for mistake in site.mistakes.values():
        categories.setdefault(mistake.facts["category"], []).append(mistake)
    given: dict[str, Any] = {"rows": rows, "lanes": EXAMINED, "signs": SIGNS}
    yield "mistakes.md", site.page("mistakes.md", **given, categories=categories)
    for mistakes in categories.values():
        for mistake in mistakes:
            page = site.page("mistake.md", **given, mistake=mistake,
                             files=site.programs(mistake), changes=_changes(mistake))  # fmt: skip
            yield f"mistakes/{mistake.topic}.md", page


def _rows(site: Site, kind: str, topics: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """By topic and lane what the newest record has. Raises KnowledgeError for what has none."""
    kept = site.records[kind]
    missing = [
        f"snippets/{kind}/{name}.toml: no run has it; measure {kind} {name} --publish"
        for name in topics
        if name not in kept
    ]
    if missing:
        raise KnowledgeError(missing)
    return {name: {row["lane"]: row for row in kept[name][1]} for name in topics}


def _changes(mistake: Mistake) -> dict[str, str]:
    """What makes the right programs wrong, as differences, by side."""
    found = {}
    for lane in EXAMINED:
        file = mistake.file(lane)
        side = lane.split("-")[0]
        if file is None or side in found:
            continue
        right = file.read_text("utf-8")
        wrong = edited(right, mistake.edits(lane))
        lines = unified_diff(right.splitlines(), wrong.splitlines(), n=2, lineterm="")
        found[side] = "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))
    return found
