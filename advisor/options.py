"""Command-line options, read in one pass that collects every fault.

argparse stops at the first fault, words it in English, and takes longer to load than the
advisor takes to decide.
"""

from advisor.answers import read_answers
from advisor.faults import Fault, InputError, fault, nearest
from advisor.knowledge import LANGUAGES, Knowledge
from advisor.messages import Messages, option
from advisor.situation import CRITERIA, Situation, situation


class Given:
    """What was given on a command line: flags, values by option, words, faults so far."""

    def __init__(self) -> None:
        self.flags: set[str] = set()
        self.values: dict[str, list[str]] = {}
        self.words: list[str] = []
        self.faults: list[Fault] = []

    def one(self, name: str, known: list[str] | None = None) -> str | None:
        """The value of an option that may be given once, out of `known` if that is set."""
        values = self.values.get(name)
        if not values:
            return None
        if len(values) > 1:
            self.faults.append(fault("repeated_option", name=name, values=", ".join(values)))
        if known is not None and values[0] not in known:
            close = nearest(values[0], known)
            self.faults.append(fault("unknown_value", name=name, value=values[0], nearest=close))
        return values[0]

    def several(self, name: str, known: list[str]) -> list[str]:
        """The values of an option that may be repeated, each out of `known`."""
        values = self.values.get(name, [])
        for value in values:
            if value not in known:
                close = nearest(value, known)
                self.faults.append(fault("unknown_value", name=name, value=value, nearest=close))
        return values

    def number(self, name: str) -> int | None:
        """The value of an option that is a whole number of at least 0."""
        value = self.one(name)
        if value is None or (value.isdecimal() and len(value) < 10):
            return None if value is None else int(value)
        self.faults.append(fault("option_value", option=name, expected="0, 1, 2, …", value=value))
        return None

    def check(self) -> None:
        """Raise InputError if there is any fault."""
        if self.faults:
            raise InputError(self.faults)


class Parser:
    """The options of one command. `options` maps a name to its metavar (None: a flag) and help."""

    def __init__(self, name: str, say: Messages) -> None:
        self.name = name
        self.say = say
        self.options: dict[str, tuple[str | None, str]] = {}
        self.questions: dict[str, tuple[str | None, str]] = {}
        self.words: tuple[str, str] | None = None  # metavar and help of free words
        self.examples: list[str] = []  # whole command lines
        self.flag("--help")
        self.valued("--lang", "en|zh")

    def flag(self, name: str) -> None:
        """An option without a value."""
        self.options[name] = None, self.say(f"help.{name[2:]}")

    def valued(self, name: str, metavar: str) -> None:
        """An option with one value."""
        self.options[name] = metavar, self.say(f"help.{name[2:]}")

    def free_words(self, metavar: str, message: str) -> None:
        """Words that are no options, such as file names."""
        self.words = metavar, self.say(f"help.{message}")

    def example(self, *lines: str) -> None:
        """Command lines for the help: what follows the name of the command."""
        self.examples += [f"python -m advisor {self.name} {line}" for line in lines]

    def situation_options(self, knowledge: Knowledge) -> None:
        """The options that describe a situation, shared by all commands that decide."""
        self.valued("--answers", "FILE")
        self.valued("--priority", "NAME=N")
        for q in knowledge.questions:
            self.questions[option(q.id)] = (
                "VALUE",
                f"{self.say.question(q.id)} {', '.join(q.values)}",
            )

    def read(self, argv: list[str]) -> Given:
        """Sort the words of a command line; faults are kept in the result."""
        given = Given()
        known = {**self.options, **self.questions}
        rest = ["--help" if word == "-h" else word for word in reversed(argv)]
        while rest:
            word = rest.pop()
            name, equals, value = word.partition("=")
            if not word.startswith("-") or word == "-":
                given.words.append(word)
                if self.words is None:
                    given.faults.append(fault("unexpected_word", word=word))
            elif name not in known:
                close = nearest(name, list(known))
                given.faults.append(fault("unknown_option", option=name, nearest=close))
                if not equals and rest and not rest[-1].startswith("-"):
                    rest.pop()  # most likely its value
            elif known[name][0] is None:
                given.flags.add(name)
                if equals:
                    given.faults.append(fault("unexpected_word", word=value))
            else:
                if not equals:
                    value = rest.pop() if rest and not rest[-1].startswith("--") else ""
                if value:
                    given.values.setdefault(name, []).append(value)
                else:
                    given.faults.append(fault("missing_value", option=name, values=known[name][0]))
        given.one("--lang", list(LANGUAGES))
        return given


def asked_language(argv: list[str]) -> str | None:
    """The value of --lang, read before anything can be said in a language."""
    for i, word in enumerate(argv):
        if word == "--lang":
            return "".join(argv[i + 1 : i + 2])
        if word.startswith("--lang="):
            return word[7:]
    return None


def read_situation(given: Given, knowledge: Knowledge) -> Situation:
    """The situation from options and answers file; options win.

    Raises InputError with every fault of both.
    """
    faults = given.faults
    raw: dict[str, object] = {}
    path = given.one("--answers")
    if path is not None:
        try:
            raw = read_answers(path)
        except InputError as error:
            faults += error.faults
    for q in knowledge.questions:
        value = given.one(option(q.id))
        if value is not None:
            raw[q.id] = value
    priorities = _priorities(given.values.get("--priority", []), faults)
    if priorities:
        kept = raw.get("priorities", {})
        raw["priorities"] = {**kept, **priorities} if isinstance(kept, dict) else kept
    try:
        checked = situation(raw, knowledge.questions, knowledge.contradictions)
    except InputError as error:
        raise InputError(faults + error.faults) from None
    given.check()
    return checked


def _priorities(values: list[str], faults: list[Fault]) -> dict[str, float]:
    found: dict[str, float] = {}
    for value in values:
        name, _, text = value.partition("=")
        try:
            number = float(text)
        except ValueError:
            wanted = f"{name if name in CRITERIA else '|'.join(CRITERIA)}=0…5"
            faults.append(fault("option_value", option="--priority", expected=wanted, value=value))
            continue
        if name in found:
            both = f"{found[name]:g}, {number:g}"
            faults.append(fault("repeated_option", name=f"--priority {name}", values=both))
        found[name] = number
    return found
