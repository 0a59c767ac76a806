"""What every page is made with: knowledge, words, runs and templates in one language."""

import json
import tomllib
from collections.abc import Mapping
from functools import cache, cached_property, partial
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from advisor import runs
from advisor.commands.evidence import figure, when_text
from advisor.explanation import effect_text, shown_date
from advisor.faults import KnowledgeError
from advisor.knowledge import SIDES, Knowledge, Record, Rule
from advisor.laboratory import EXAMINED, Mistake, Probe, load_mistakes, load_probes
from advisor.messages import Messages, plain
from advisor.pairs import Pair, load_pairs
from advisor.profiled import sentence
from advisor.programs import Programs

HERE = Path(__file__).parent


class Site:
    """The site in one language. Pages are Markdown; links in them are relative to the page."""

    def __init__(self, knowledge: Knowledge, lang: str) -> None:
        self.knowledge = knowledge
        self.lang = lang
        self.say = Messages(knowledge, lang)
        self.words = in_language("words.toml", lang, read("words.toml"))
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"), undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, autoescape=False,
        )  # fmt: skip
        self._templates.globals.update(
            site=self, say=self.say, t=self.words, pick=self.pick, plain=plain, lang=lang
        )
        self._templates.filters.update(
            cell=cell,
            number=number,
            quoted=partial(json.dumps, ensure_ascii=False),
            shown=lambda name, site: site.words[f"shows_{name}"],
        )

    def pick(self, text: object) -> str:
        """The site's language out of a bilingual text, as Markdown that means no HTML."""
        return prose(self.say.pick(text))

    def page(self, template: str, **given: Any) -> str:
        """A page from a template; a name that it does not know is an error."""
        return self._templates.get_template(template).render(**given)

    @cached_property
    def pairs(self) -> dict[str, Pair]:
        return load_pairs()

    @cached_property
    def probes(self) -> dict[str, Probe]:
        return load_probes()

    @cached_property
    def mistakes(self) -> dict[str, Mistake]:
        return load_mistakes()

    @cached_property
    def records(self) -> dict[str, dict[str, tuple[str, Any]]]:
        """By kind of run the newest part of every topic, with the run that has it."""
        return {
            kind: runs.newest(kind) for kind in ("capabilities", "mistakes", "code", "equality")
        }

    @cached_property
    def timings(self) -> dict[str, list[dict[str, Any]]]:
        """By pair the lines of every group that evidence reads, from the run that it reads."""
        places = dict.fromkeys(
            tuple(record.source[0].removeprefix("run:").split("/")[:2])
            for record in self.knowledge.evidence.values()
            if record.kind == "measured" and record.ratios
        )
        found: dict[str, list[dict[str, Any]]] = {}
        for run, group in places:
            lines = self._table(run)
            found.setdefault(group.split(".")[1], []).extend(
                line for line in lines if line["group"] == group
            )
        return found

    @staticmethod
    @cache
    def _table(run: str) -> list[dict[str, Any]]:
        table: list[dict[str, Any]] = runs.read(runs.PUBLISHED / run)["table"]
        return table

    def programs(self, one: Programs) -> dict[str, Path]:
        """The programs of a topic by the words of their tab: the side, or its lanes where a
        side has several."""
        found: dict[str, Path] = {}
        for side in SIDES:
            files = one.files(side)
            for file in files:
                lanes = [self.say.lane(x) for x in EXAMINED if one.file(x) == file]
                found[" / ".join(lanes) if len(files) > 1 else self.say(f"short.{side}")] = file
        return found

    def facts(self, record: Record) -> dict[str, Any]:
        return self.knowledge.facts(record)

    def value(self, record: Record, key: str) -> str:
        """The value of a side or lane in words."""
        return prose(figure(record.values[key], record.unit, self.say))

    def lane_value(self, record: Record, lane: str) -> str:
        """The value for a lane, or for its side where lanes do not differ."""
        side = self.knowledge.lane(lane).side
        return self.value(record, lane if lane in record.values else side)

    def profile(self, record: Record) -> str:
        """What a profile counted of the program of a timing, and where the rest of it stands."""
        if not (text := sentence(record, self.say)):
            return ""
        topic = record.source[0].split("/")[1].split(".")[1]
        return f"{text} [{self.words['profile']}](cookbook/{topic}.md#profile)"

    def date(self, record: Record) -> str:
        return shown_date(record)

    def source(self, source: str) -> str:
        """A source, linked where it is an address."""
        return f"<{source}>" if source.startswith("https://") else f"`{source}`"

    def weight(self, record: Record) -> str:
        """How much of a record is scored, in words."""
        if not self.knowledge.scored(record) or record.counts == 0:
            return self.say("line.no_points")
        if record.counts < 1:
            return self.say("line.counts", percent=plain(100 * record.counts))
        return self.words["counts_whole"]

    def closest(self, row: dict[str, Any]) -> tuple[str, str, str]:
        """The stage of the gate that is nearest its limit, with difference and limit."""
        known = {
            name: stage
            for name, stage in row["stages"].items()
            if not isinstance(stage["difference"], str) and stage["tolerance"]
        }
        name = max(known, key=lambda x: known[x]["difference"] / known[x]["tolerance"])
        stage = known[name]
        return self.words[f"stage_{name}"], f"{stage['difference']:.1e}", f"{stage['tolerance']:g}"

    def when(self, when: object) -> str:
        return when_text(when, self.say)

    def effect(self, rule: Rule) -> str:
        return effect_text(rule, self.say)

    def cited(self, record: Record) -> list[Rule]:
        """The rules that rest on a record."""
        every = (*self.knowledge.rules, *self.knowledge.idle)
        return [rule for rule in every if record.id in rule.evidence]


def read(file: str) -> dict[str, Any]:
    """A data file of the pages."""
    return tomllib.loads((HERE / file).read_text("utf-8"))


def in_language(file: str, lang: str, texts: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The texts of one language by name. Raises KnowledgeError for every one that lacks it."""
    faults = [
        f"advisor/pages/{file}: {name}: {lang} is missing"
        for name, text in texts.items()
        if lang not in text
    ]
    if faults:
        raise KnowledgeError(faults)
    return {name: text[lang] for name, text in texts.items()}


def prose(text: str) -> str:
    """Plain text as Markdown: a < begins no tag, not even for a reader of HTML that looks
    into code, and a $ no formula."""
    parts = text.split("`")
    parts[::2] = [part.replace("<", "&lt;").replace("$", "\\$") for part in parts[::2]]
    parts[1::2] = [
        f"<code>{escape(code, quote=False)}</code>" if "<" in code else f"`{code}`"
        for code in parts[1::2]
    ]
    return "".join(parts)


def cell(text: object) -> str:
    """Text that fits into a cell of a Markdown table."""
    return str(text).replace("|", "\\|").replace("\n", " ")


def number(value: object) -> str:
    """A number with separators of thousands; text as it is."""
    return f"{value:,}" if isinstance(value, int | float) else str(value)
