"""Sentences in the reader's language: one whole sentence per id, named placeholders."""

from advisor.faults import Fault
from advisor.knowledge import LANGUAGES, Knowledge
from advisor.situation import DEFAULT_PRIORITY, PRIORITY_STEP, Situation

MEASURED_HERE = "--measured-here"


class Messages:
    """`say("line.level")` looks a message up; every id exists in both languages."""

    def __init__(self, knowledge: Knowledge, lang: str) -> None:
        self.lang = lang
        self.knowledge = knowledge
        self._tables = knowledge.messages[lang]

    def __call__(self, message: str, **params: object) -> str:
        section, name = message.split(".", 1)
        return self._tables[section][name].format(**params)

    def pick(self, text: object) -> str:
        """The reader's language out of a bilingual text."""
        assert isinstance(text, dict)
        return str(text[self.lang])

    def fault(self, found: Fault) -> str:
        """A fault as a sentence; bilingual parameters and inner faults are filled in."""
        params = {
            name: self.pick(value) if isinstance(value, dict)
            else self.fault(value) if isinstance(value, Fault)
            else value
            for name, value in found.params.items()
        }  # fmt: skip
        return self(f"fault.{found.message}", **params)

    def lane(self, lane: str) -> str:
        return self.pick(self.knowledge.lane(lane).text)

    def criterion(self, criterion: str) -> str:
        return self.pick(next(c for c in self.knowledge.criteria if c.id == criterion).text)

    def question(self, question: str) -> str:
        return self.pick(next(q for q in self.knowledge.questions if q.id == question).text)

    def answer(self, question: str, value: str) -> str:
        found = next(q for q in self.knowledge.questions if q.id == question)
        return self.pick(found.value_text[value])


def option(question: str) -> str:
    """The command-line option of a question."""
    return "--" + question.replace("_", "-")


def command(name: str, situation: Situation, lang: str, knowledge: Knowledge) -> str:
    """The command line that gives the same answer in the same language."""
    parts = [f"python -m advisor {name}"]
    parts += [
        f"{option(q)} {value}"
        for q, value in situation.answers.items()
        if q not in situation.assumed
    ]
    parts += [
        f"--priority {c}={plain(p / PRIORITY_STEP)}"
        for c, p in situation.priorities.items()
        if p != DEFAULT_PRIORITY * PRIORITY_STEP
    ]
    if knowledge.own:
        parts.append(MEASURED_HERE)
    if lang != LANGUAGES[0]:
        parts.append(f"--lang {lang}")
    return " ".join(parts)


def plain(number: float) -> str:
    """A number without a needless fraction: 3, 4.5."""
    return f"{number:g}"


def printable(text: str) -> str:
    """Text that cannot steer a terminal: control characters are shown as escapes."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
