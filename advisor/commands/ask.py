"""No command: ask in the terminal, then recommend. Without a terminal nothing is asked."""

import sys
from unicodedata import normalize

from advisor.commands import recommend
from advisor.faults import Fault, InputError
from advisor.knowledge import Knowledge
from advisor.messages import Messages, option
from advisor.options import Given, Parser
from advisor.situation import (
    CRITERIA,
    DEFAULT_PRIORITY,
    HIGHEST_PRIORITY,
    Question,
    situation,
)

BACK = "b"
BACK_WORDS = (BACK, "back", "返回")
QUIT_WORDS = ("q", "quit", "exit", "退出")


class StoppedError(Exception):
    """The user asked to leave."""


def add_options(parser: Parser, knowledge: Knowledge) -> None:
    parser.flag("--version")
    parser.flag("--words")
    recommend.add_options(parser, knowledge)


def run(given: Given, knowledge: Knowledge, say: Messages) -> int:
    if "--version" in given.flags:
        from advisor.help import version

        print(version(say))
        return 0
    given_any = given.values.keys() - {"--lang"} or given.faults
    # A document on stdout has no room for questions.
    if not given_any and "--json" not in given.flags and sys.stdin.isatty() and sys.stdout.isatty():
        try:
            answers = Interview(knowledge, say).run()
        except EOFError:
            print("\n" + say("ask.quit"), file=sys.stderr)
            return 0
        except StoppedError:
            print(say("ask.quit"), file=sys.stderr)
            return 0
        print()
        given.values.update(answers)
    elif not given_any:
        print(say("line.default_note"), file=sys.stderr)
    return recommend.run(given, knowledge, say)


class Interview:
    """Ten questions and four priorities, with skip, back and quit."""

    def __init__(self, knowledge: Knowledge, say: Messages) -> None:
        self.knowledge = knowledge
        self.say = say

    def run(self) -> dict[str, list[str]]:
        """The answers, as option values. Raises StoppedError."""
        say, questions = self.say, self.knowledge.questions
        say_line(say("ask.intro"))
        steps: list[Question | str] = [*questions, *CRITERIA]
        answers: dict[str, str] = {}
        place = 0
        while place < len(steps):
            step = steps[place]
            if place == len(questions):
                say_line("", say("ask.priority_intro"))
            if isinstance(step, Question):
                name, reply = step.id, self._question(step, place + 1, answers)
            else:
                name, reply = step, self._priority(step, answers.get(step))
            if reply == BACK:
                place = max(0, place - 1)
                continue
            if reply:
                answers[name] = reply
            place += 1
            if place == len(steps) and all(answers.get(c) == "0" for c in CRITERIA):
                say_line(say("ask.priority_zero"))
                place = len(questions)
        found = {option(q.id): [answers[q.id]] for q in questions if q.id in answers}
        priorities = [f"{c}={answers[c]}" for c in CRITERIA if c in answers]
        return {**found, **({"--priority": priorities} if priorities else {})}

    def _question(self, q: Question, number: int, answers: dict[str, str]) -> str:
        """A value, BACK, or an empty string for skipped; an earlier answer is the default."""
        say = self.say
        total = len(self.knowledge.questions)
        say_line("", say("ask.question", number=number, total=total, text=say.question(q.id)))
        for i, value in enumerate(q.values, 1):
            say_line(f"  {i:2} {say.answer(q.id, value)}")
        shown = say.answer(q.id, answers.get(q.id, q.default))
        prompt = say("ask.choose", count=len(q.values), default=shown)
        labels = {say.answer(q.id, v).lower(): v for v in q.values}
        while True:
            reply = self._reply(prompt)
            if reply in ("", BACK):
                return reply or answers.get(q.id, "")
            if reply.isdecimal() and len(reply) < 4 and 1 <= int(reply) <= len(q.values):
                reply = q.values[int(reply) - 1]
            reply = labels.get(reply, reply)
            if reply not in q.values:
                say_line(say("ask.again", count=len(q.values)))
                continue
            clash = self._clash({**answers, q.id: reply})
            if clash is None:
                return reply
            say_line(say.fault(clash))

    def _clash(self, answers: dict[str, str]) -> Fault | None:
        """What speaks against these answers together."""
        try:
            situation(answers, self.knowledge.questions, self.knowledge.contradictions)
        except InputError as error:
            return error.faults[0]
        return None

    def _priority(self, criterion: str, earlier: str | None) -> str:
        """A number from 0 to 5, BACK, or an empty string for the default."""
        say = self.say
        about = say.pick(next(c for c in self.knowledge.criteria if c.id == criterion).about)
        prompt = say(
            "ask.priority",
            criterion=say.criterion(criterion),
            about=about.rstrip(".。"),
            default=earlier or DEFAULT_PRIORITY,
        )
        choices = [str(n) for n in range(HIGHEST_PRIORITY + 1)]
        while True:
            reply = self._reply(prompt)
            if not reply:
                return earlier or ""
            if reply == BACK or reply in choices:
                return reply
            say_line(say("ask.priority_again"))

    def _reply(self, prompt: str) -> str:
        # NFKC: full-width letters and digits of a Chinese keyboard count as themselves
        reply = normalize("NFKC", input(prompt)).strip().lower()
        if reply in QUIT_WORDS:
            raise StoppedError
        return BACK if reply in BACK_WORDS else reply


def say_line(*lines: str) -> None:
    """Questions go to stdout in a terminal: they are the conversation."""
    for line in lines:
        print(line)
