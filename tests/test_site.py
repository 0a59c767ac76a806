"""The built site: strict, the same in both languages, every link and anchor, its weight."""

import json
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlparse

import pytest
from conftest import ROOT
from mkdocs.config import load_config

pytestmark = pytest.mark.slow

SECONDS = 60  # for both languages, on two cores
COOKBOOK_KB = 400  # of a page itself, without the theme's files
THEME = ("assets/stylesheets/", "assets/javascripts/", "assets/images/")


class Reader(HTMLParser):
    """What a page links to, loads, names; its headings and its language."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.headings: list[str | None] = []
        self.inline: list[str] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag in ("script", "img", "iframe") and "src" in given:
            self.loads.append(given["src"])
        if tag == "link" and given.get("rel") in ("stylesheet", "icon"):
            self.loads.append(given["href"])
        if tag == "script" and "src" not in given and given.get("type") != "application/json":
            self.inline.append(tag)
        self.handlers += [name for name in given if name.startswith("on")]
        if tag in ("h2", "h3"):  # titles have no id of their own
            self.headings.append(given.get("id"))


@cache
def read(path: Path) -> Reader:
    reader = Reader()
    reader.feed(path.read_text("utf-8"))
    return reader


def address(built, path: Path) -> str:
    return path.relative_to(built.place).as_posix().removesuffix("index.html")


def found(built, base: str, link: str) -> tuple[Path, str]:
    """The file that a link leads to, and the anchor in it."""
    plain, anchor = urldefrag(urljoin(f"http://site/{base}", link))
    path = built.place / unquote(urlparse(plain).path).lstrip("/")
    return path / "index.html" if path.is_dir() else path, unquote(anchor)


def test_it_builds_without_a_warning_and_in_time(built):
    """Both languages, from fresh derived files."""
    assert "WARNING" not in built.said
    assert built.seconds <= SECONDS


def test_every_link_and_anchor_leads_somewhere(built):
    """Of every page in both languages, the link to the other language with them."""
    broken = []
    for page in built.pages():
        if page.name == "404.html":
            continue
        for link in read(page).links:
            if urlparse(link).scheme or link.startswith("//"):
                continue
            target, anchor = found(built, address(built, page), link)
            if not target.exists():
                broken.append((address(built, page), link, "no page"))
            elif anchor and target.suffix == ".html" and anchor not in read(target).ids:
                broken.append((address(built, page), link, "no anchor"))
    assert broken == []


def test_nothing_is_loaded_from_elsewhere_and_nothing_runs_inline(built):
    """Every file comes from the site; no inline script, no inline event handler."""
    for page in built.pages():
        reader = read(page)
        for link in reader.loads:
            assert not urlparse(link).netloc, (page, link)
            if page.name != "404.html":
                assert found(built, address(built, page), link)[0].exists(), (page, link)
        assert reader.inline == [], page
        assert reader.handlers == [], page


def test_both_languages_have_the_same_pages_and_headings(built):
    """Page by page, the anchors in their order; the language is declared."""
    pages = [p for p in built.pages() if not address(built, p).startswith("zh/")]
    assert len(pages) * 2 == len(built.pages())
    for page in pages:
        other = built.place / "zh" / page.relative_to(built.place)
        assert read(page).headings == read(other).headings, page
        assert '<html lang="en"' in page.read_text("utf-8")
        assert '<html lang="zh"' in other.read_text("utf-8")


def test_every_page_exists_as_markdown_too(built):
    """And both languages have their index for language models."""
    for lang in ("", "zh/"):
        index = (built.place / lang / "llms.txt").read_text("utf-8")
        sections = re.findall("^## (.*)", index, re.M)
        assert [section.isascii() for section in sections] == [not lang] * 4
        listed = {urlparse(url).path for url in re.findall(r"\]\((\S+?\.md)\)", index)}
        for page in built.pages():
            where = address(built, page)
            if where.startswith("zh/") != bool(lang) or page.name == "404.html":
                continue
            if "/notebooks/" in f"/{where}":
                continue  # the notebook itself is the plain form
            assert f"/{where}index.md" in listed, where
            assert (page.parent / "index.md").stat().st_size > 200, where


def test_both_sites_set_their_plugins_alike():
    """But for the words: the Chinese list takes the place of the English one as a whole."""
    notebooks, sections = [], []
    for name in ("mkdocs.yml", "mkdocs.zh.yml"):
        plugins = load_config(str(ROOT / name)).plugins
        notebooks.append(dict(plugins["mkdocs-jupyter"].config))
        sections.append(list(plugins["llmstxt"].config["sections"].values()))
    assert notebooks[0] == notebooks[1]
    assert sections[0] == sections[1]


def test_the_facts_lie_at_stable_addresses(built):
    """Rules, evidence and runs as JSON."""
    for lang in ("", "zh/"):
        data = built.place / lang / "data"
        assert {"id", "when", "effect"} <= json.loads((data / "rules.json").read_text())[0].keys()
        assert {"id", "kind", "value"} <= json.loads((data / "evidence.json").read_text())[0].keys()
        assert list(data.glob("runs/*/finished.json"))


def test_pages_of_the_cookbook_stay_light(built):
    """Page, its styles and scripts, apart from the theme."""
    for page in (built.place / "cookbook").glob("*/index.html"):
        own = {link for link in read(page).loads if not any(part in link for part in THEME)}
        files = [found(built, address(built, page), link)[0] for link in own]
        weight = page.stat().st_size + sum(file.stat().st_size for file in files)
        assert weight <= COOKBOOK_KB * 1024, (page, weight)


def test_the_search_knows_words_inside_chinese_titles(built):
    """The index is parted into words."""
    index = json.loads((built.place / "zh/search/search_index.json").read_text("utf-8"))
    assert any("\u200b" in entry["text"] for entry in index["docs"])
