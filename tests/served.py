"""The site as readers have it: derived, built in both languages, served from this machine."""

import contextlib
import functools
import http.server
import os
import shutil
import socketserver
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PORT = 8765  # fixed: canonical addresses are part of what is built
HOME = f"http://127.0.0.1:{PORT}/"


@dataclass(frozen=True)
class Built:
    """Where the site is, what the builds printed and how many seconds they took."""

    place: Path
    said: str
    seconds: float

    def pages(self) -> list[Path]:
        return sorted(self.place.rglob("*.html"))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Both languages, built strictly side by side from a copy of the documents."""
    place = tmp_path_factory.mktemp("site")
    for name in ("docs", "snippets"):
        shutil.copytree(ROOT / name, place / name)
    for name in ("mkdocs.yml", "mkdocs.zh.yml"):
        shutil.copy(ROOT / name, place)
    derive = [sys.executable, "-m", "advisor", "site", "--docs", str(place / "docs")]
    subprocess.run(derive, check=True)
    given = {"SITE_URL": HOME, "SITE_URL_ZH": f"{HOME}zh/", "REPOSITORY": "owner/name",
             "NO_MKDOCS_2_WARNING": "1"}  # fmt: skip
    start = time.monotonic()
    builds = [
        subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "build", "--strict", *words], cwd=place,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=os.environ | given,
        ) for words in ((), ("-f", "mkdocs.zh.yml", "-d", "zh"))
    ]  # fmt: skip
    said = "".join(build.communicate()[0] for build in builds)
    seconds = time.monotonic() - start
    assert [build.returncode for build in builds] == [0, 0], said
    shutil.move(place / "zh", place / "site" / "zh")  # the first would have cleaned it away
    return Built(place / "site", said, seconds)


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and prints nothing."""

    def log_message(self, *words: object) -> None:
        pass


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    allow_reuse_address = True


@contextlib.contextmanager
def serve(place: Path) -> Iterator[str]:
    handler = functools.partial(Quiet, directory=str(place))
    with Server(("127.0.0.1", PORT), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield HOME
        server.shutdown()


@pytest.fixture(scope="session")
def home(built: Built) -> Iterator[str]:
    """The address of the served site."""
    with serve(built.place) as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium, or whatever Chromium is on PATH."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("no chromium on PATH")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as tool:
        chromium = tool.chromium.launch(
            executable_path=found,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield chromium
        chromium.close()


@dataclass
class Visit:
    """What a page asked other hosts for, and what went wrong on it."""

    foreign: list[str]
    errors: list[str]


@pytest.fixture
def visit(browser, home):
    """Opens pages of the site; at the end of a test none may have asked another host for
    anything or reported an error, a breach of the content-security policy for instance."""
    contexts, visits = [], []

    def open_page(path: str = "", **options) -> object:
        context = browser.new_context(**options)
        context.set_default_timeout(10_000)
        page = context.new_page()
        kept = Visit([], [])
        page.on("request", lambda r: _foreign(r.url, home) and kept.foreign.append(r.url))
        page.on("console", lambda m: m.type == "error" and kept.errors.append(m.text))
        page.on("pageerror", lambda error: kept.errors.append(str(error)))
        contexts.append(context)
        visits.append(kept)
        page.goto(home + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    for kept in visits:
        assert kept.foreign == []
        assert kept.errors == []


def _foreign(url: str, home: str) -> bool:
    return not url.startswith((home, "data:", "blob:", "about:"))
