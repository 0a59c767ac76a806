"""The derived pages of the site: every module here that has `pages` contributes some."""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from advisor.knowledge import LANGUAGES, Knowledge
from advisor.pages.site import Site


def derive(knowledge: Knowledge) -> dict[str, str]:
    """Every derived file of the site, by its path below `docs/`."""
    makers = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    found: dict[str, str] = {}
    for lang in LANGUAGES:
        site = Site(knowledge, lang)
        for asset in (Path(__file__).parent / "assets").iterdir():
            found[f"{lang}/assets/{asset.name}"] = asset.read_text("utf-8")
        for maker in makers:
            if hasattr(maker, "pages"):
                found |= {f"{lang}/{path}": text for path, text in maker.pages(site)}
    return found
