"""The site in a real browser: the advisor, links, search, copying, access for everybody."""

import json
import random
import re

import pytest
from conftest import KNOWLEDGE, ROOT
from playwright.sync_api import expect

from advisor.decision import Decider
from advisor.faults import InputError
from advisor.knowledge import LANGUAGES, load
from advisor.messages import Messages
from advisor.pages.home import presets
from advisor.pairs import load_pairs
from advisor.programs import plain
from advisor.result import Recommendation
from advisor.situation import situation

pytestmark = pytest.mark.slow

PREFIX = {"en": "", "zh": "zh/"}
KINDS = (
    "", "advisor/", "guide/concepts/", "guide/algorithms/", "cookbook/", "cookbook/quickstart/",
    "capabilities/", "capabilities/gradients/", "mistakes/", "mistakes/double_activation/",
    "defaults/", "benchmarks/", "benchmarks/results/", "benchmarks/2024/", "benchmarks/backends/",
    "criteria/performance/", "rules/", "evidence/", "facts/", "methodology/", "notebooks/losses/",
)  # fmt: skip


def advice(raw, lang):
    """What Python says to raw answers."""
    decider = Decider(KNOWLEDGE)
    asked = situation(raw, KNOWLEDGE.questions, KNOWLEDGE.contradictions)
    return Recommendation(decider, decider.decide(asked), Messages(KNOWLEDGE, lang), "2026-11-26")


def link(raw):
    answers = {k: v for k, v in raw.items() if k != "priorities"} | raw.get("priorities", {})
    return "&".join(f"{name}={value}" for name, value in answers.items())


def settled(page):
    """Wait until the script has begun."""
    expect(page.locator("#command")).not_to_be_empty()


def reads(page, verdict):
    """Wait until the page says this; its policy allows no polling by evaluated text."""
    expect(page.locator("#verdict")).to_have_text(verdict)


def asked(count, seed):
    """Every preset, and random answers up to a number."""
    rng, found = random.Random(seed), [preset["answers"] for preset in presets()]
    while len(found) < count:
        raw = {q.id: rng.choice(q.values) for q in KNOWLEDGE.questions if rng.random() < 0.5}
        if rng.random() < 0.5:
            raw["priorities"] = {c.id: rng.choice((0, 1.5, 4, 5)) for c in KNOWLEDGE.criteria}
        try:
            situation(raw, KNOWLEDGE.questions, KNOWLEDGE.contradictions)
        except InputError:
            continue
        found += [raw] if raw else []
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_says_what_python_says(visit, lang):
    """Verdict, reasons, flips and the equal command line, for a hundred situations."""
    page = visit(f"{PREFIX[lang]}advisor/")
    settled(page)
    for raw in asked(100, seed=lang):
        page.evaluate("hash => { location.hash = hash; }", link(raw))
        known = advice(raw, lang)
        # Two situations may have one verdict, but no two have one command line.
        expect(page.locator("#command")).to_have_text(known.command("recommend"))
        assert page.locator("#verdict").inner_text() == known.headline()
        shown = known.to_json()
        assert page.locator("#reasons > li").count() == len(shown["vetoes"]) + len(shown["reasons"])
        assert page.locator("#flips > li").count() == len(shown["flips"])
        assert page.locator("#fault").is_hidden()


def test_the_verdict_follows_an_answer_at_once(visit):
    """Within 16 ms, the median of twenty answers."""
    page = visit("advisor/")
    settled(page)
    times = page.evaluate("""() => {
      const select = document.querySelector("#situation select[name=area]");
      return [...Array(20)].map((_, i) => {
        select.selectedIndex = 1 + i % (select.options.length - 1);
        const start = performance.now();
        select.dispatchEvent(new Event("input", { bubbles: true }));
        return performance.now() - start;
      });
    }""")
    assert sorted(times)[10] <= 16


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_link_restores_the_answers_and_back_takes_one_back(visit, lang):
    """The form, the sliders, the verdict."""
    page = visit(f"{PREFIX[lang]}advisor/#area=text&performance=5")
    settled(page)
    assert page.locator("[name=area]").input_value() == "text"
    assert page.locator("[name=performance]").input_value() == "5"
    before = page.locator("#verdict").inner_text()
    page.locator("[name=deploy]").select_option("microcontroller")
    assert "deploy=microcontroller" in page.url
    page.go_back()
    expect(page.locator("[name=deploy]")).to_have_value("")
    assert "deploy" not in page.url
    assert page.locator("#verdict").inner_text() == before


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("bad", "named"),
    [
        ("area=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", "<img src=x onerror=alert(1)>"),
        ("colour=red", "colour"),
        ("performance=fast", "fast"),
        ("performance=99", "99"),
        ("__proto__=1&constructor=2", "constructor"),
    ],
)
def test_a_hostile_link_is_told_and_runs_nothing(visit, lang, bad, named):
    """What is wrong stands there as text, in the language of the page."""
    page = visit(f"{PREFIX[lang]}advisor/#{bad}")
    settled(page)
    said = page.locator("#fault").inner_text()
    assert named in said
    assert ("。" in said) == (lang == "zh")
    assert page.locator("#fault img").count() == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_short_form_of_the_home_page(visit, lang):
    """The verdict without a script is that of no answers; an answer changes verdict and link."""
    page = visit(PREFIX[lang], java_script_enabled=False)
    assert page.locator("#verdict").inner_text() == advice({}, lang).headline()
    page = visit(PREFIX[lang])
    raw = {"goal": "research", "area": "rl"}
    for name, value in raw.items():
        page.locator(f"#short [name={name}]").select_option(value)
    reads(page, advice(raw, lang).headline())
    page.locator("#more").click()
    settled(page)
    reads(page, advice(raw, lang).headline())


def test_what_is_chosen_before_the_knowledge_is_here_counts(visit):
    """On a slow line the short form can be answered first; the verdict is still that of it."""
    page, held = visit(), []
    page.route("**/knowledge.json", lambda route: held.append(route))
    with page.expect_request("**/knowledge.json"):
        page.reload(wait_until="domcontentloaded")
        page.locator("#short [name=goal]").select_option("research")
    page.wait_for_timeout(100)  # for the route to have it
    held[0].continue_()
    assert advice({"goal": "research"}, "en").headline() != advice({}, "en").headline()
    reads(page, advice({"goal": "research"}, "en").headline())


def test_the_advisor_by_keyboard_alone(visit):
    """Every field is reached by Tab, in the order of the page, and answers by arrow keys."""
    page = visit("advisor/")
    settled(page)
    page.locator("#preset").focus()
    names = []
    for _ in range(len(KNOWLEDGE.questions) + len(KNOWLEDGE.criteria)):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.name"))
    assert names == [q.id for q in KNOWLEDGE.questions] + [c.id for c in KNOWLEDGE.criteria]
    page.keyboard.press("End")
    expect(page).to_have_url(re.compile("community_support=5"))
    reads(page, advice({"priorities": {"community_support": 5}}, "en").headline())


@pytest.mark.parametrize("topic", sorted(load_pairs()))
def test_what_is_copied_is_the_program(visit, topic):
    """The copy button of the whole programs gives the very text that the tests run."""
    page = visit(f"cookbook/{topic}/", permissions=["clipboard-read", "clipboard-write"])
    pair = load_pairs()[topic]
    wanted = {plain(f.read_text("utf-8")) for s in ("keras", "pytorch") for f in pair.files(s)}
    whole = page.locator("#whole ~ .tabbed-set")
    got = set()
    for label in whole.locator("> .tabbed-labels > label").all():
        label.click()
        block = whole.locator("> .tabbed-content > .tabbed-block:visible")
        block.locator("[data-md-type=copy]").click(force=True)
        got.add(page.evaluate("navigator.clipboard.readText()").rstrip("\n"))
    assert got == {text.rstrip("\n") for text in wanted}


@pytest.mark.parametrize(
    ("lang", "words", "expected"),
    [
        ("en", "BatchNormalization", "BatchNorm"),
        ("zh", "错误", "典型错误"),
        ("zh", "流水线", "流水线"),
    ],
)
def test_the_search(visit, lang, words, expected):
    """An English API name; Chinese words from the middle of titles and texts."""
    page = visit(PREFIX[lang])
    page.locator(".md-search__input").fill(words)
    result = page.locator(".md-search-result__list > li")
    result.first.wait_for()
    text = page.locator(".md-search-result__list").inner_text()
    assert expected in text.replace("\u200b", "")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_other_language_is_one_click_away(visit, lang):
    """The same page, also from deep inside."""
    page = visit(f"{PREFIX[lang]}mistakes/double_activation/")
    page.locator(".other-language").click()
    other = "zh" if lang == "en" else "en"
    page.wait_for_url(f"**/{PREFIX[other]}mistakes/double_activation/")
    assert page.locator("html").get_attribute("lang") == other


def test_tabs_have_roles_and_arrow_keys(visit):
    """Where both sides do not fit; the choice goes on to the next page, and both can be shown."""
    narrow = {"viewport": {"width": 400, "height": 800}}
    page = visit("cookbook/quickstart/", **narrow)
    step = page.locator(".pair").nth(2)  # that of building the model
    tabs = step.get_by_role("tab")
    assert tabs.count() == 2
    assert tabs.first.get_attribute("aria-selected") == "true"
    tabs.first.focus()
    page.keyboard.press("ArrowRight")
    assert tabs.nth(1).get_attribute("aria-selected") == "true"
    shown = step.get_by_role("tabpanel")  # what is hidden has no role
    assert "nn.Linear" in shown.inner_text()
    page.goto(page.url.replace("quickstart", "cnn"))
    assert tabs.nth(1).get_attribute("aria-selected") == "true"
    page.locator(".show-both").click()
    assert step.locator(".tabbed-block:visible").count() == 2
    wide = visit("cookbook/quickstart/", viewport={"width": 1400, "height": 900})
    assert wide.locator(".pair").first.locator(".tabbed-block:visible").count() == 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_can_be_filtered(visit, lang):
    """A choice leaves only its rows, and says how many."""
    page = visit(f"{PREFIX[lang]}facts/")
    select = page.locator(".filters select").first
    select.select_option(index=1)
    chosen = select.input_value()
    shown = page.locator(".filterable tbody tr:visible")
    assert 0 < shown.count() < page.locator(".filterable tbody tr").count()
    assert set(shown.locator("td:first-child").all_inner_texts()) == {chosen}
    assert str(shown.count()) in page.locator(".filters [role=status]").inner_text()


def test_it_can_be_read_without_a_script(visit):
    """The advisor points to the terminal; charts have a table; programs are there."""
    page = visit("advisor/", java_script_enabled=False)
    assert page.locator("noscript").count() >= 1
    without = page.locator(".now").inner_text()
    page = visit("advisor/")
    settled(page)
    assert page.locator(".now").inner_text() == without
    page = visit("benchmarks/results/", java_script_enabled=False)
    assert page.locator("figure.chart svg").count() >= 1
    assert page.locator("table tbody tr").count() > 100
    page = visit("cookbook/cnn/", java_script_enabled=False)
    assert "def build" in page.locator(".pair").nth(2).inner_text()


def test_the_advice_as_a_memo(visit):
    """On paper: the verdict, reasons and flips with version and date, no form."""
    page = visit("advisor/#area=text")
    settled(page)
    page.emulate_media(media="print")
    assert page.locator("#memo").is_visible()
    assert load().version in page.locator("#memo").inner_text()
    assert page.locator("#situation").is_hidden()
    assert page.locator("#reasons").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", KINDS)
def test_everybody_can_use_it(visit, path, lang, scheme):
    """axe finds no violation on any kind of page."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = visit(PREFIX[lang] + path, color_scheme=scheme)
    page.wait_for_load_state("networkidle")
    found = axe.run(page).response["violations"]
    told = [(x["id"], [node["html"][:200] for node in x["nodes"][:3]]) for x in found]
    assert told == [], json.dumps(told, indent=1, ensure_ascii=False)


def test_programs_on_pages_are_those_that_are_tested(built):
    """The files to download are the programs, without the marks of their parts."""
    for pair in load_pairs().values():
        for side in ("keras", "pytorch"):
            for file in pair.files(side):
                text = (built.place / "files" / file.name).read_text("utf-8")
                assert text == plain((ROOT / "snippets" / pair.chapter / file.name).read_text())
