"""The page of the rules; a rule's id is its anchor."""

from collections.abc import Iterator

from advisor.pages.site import Site
from advisor.shapes import RULE_LETTERS

EFFECTS = {"vetoes": "veto", "weights": "weigh", "runtimes": "runtime"}


def pages(site: Site) -> Iterator[tuple[str, str]]:
    every = sorted((*site.knowledge.rules, *site.knowledge.idle), key=lambda rule: rule.id)
    groups = {
        name: [rule for rule in every if rule.id.startswith(letter)]
        for name, letter in RULE_LETTERS.items()
    }
    names = {
        name: site.words[name] if name in EFFECTS else site.say.criterion(name) for name in groups
    }
    idle = {rule.id for rule in site.knowledge.idle}
    yield "rules.md", site.page("rules.md", groups=groups, names=names, idle=idle)
