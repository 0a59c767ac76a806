"""`compare`: several people's answers; where they differ, and which answer decides."""

from advisor.answers import read_answers
from advisor.decision import Decider, Decision
from advisor.explanation import SIDES_SHOWN
from advisor.faults import InputError, fault
from advisor.knowledge import Knowledge
from advisor.messages import Messages, plain
from advisor.options import Given, Parser
from advisor.output import print_json
from advisor.situation import PRIORITY_STEP, Situation, matches, situation
from advisor.terminal import Terminal

PRIORITIES = "priorities"


def add_options(parser: Parser, knowledge: Knowledge) -> None:
    parser.flag("--json")
    parser.free_words("FILE FILE …", "files")
    parser.example("ann.json ben.json")


def run(given: Given, knowledge: Knowledge, say: Messages) -> int:
    comparison = Comparison(knowledge, _read(given, knowledge))
    if "--json" in given.flags:
        print_json(comparison.to_json())
    else:
        _show(comparison, say)
    return 0


def _read(given: Given, knowledge: Knowledge) -> dict[str, Situation]:
    """The situation in each file. Raises InputError with the faults of all files."""
    found: dict[str, Situation] = {}
    if len(given.words) < 2:
        given.faults.append(fault("two_files_needed", count=len(given.words)))
    for path in given.words:
        if given.words.count(path) > 1:
            given.faults.append(fault("same_file", path=path))
            continue
        try:
            raw = read_answers(path)
            found[path] = situation(raw, knowledge.questions, knowledge.contradictions)
        except InputError as error:
            given.faults += [
                f if f.params.get("path") == path else fault("in_file", path=path, text=f)
                for f in error.faults
            ]
    given.check()
    return found


class Comparison:
    """Decisions for several situations, and which borrowed answer would change one."""

    def __init__(self, knowledge: Knowledge, situations: dict[str, Situation]) -> None:
        self.knowledge = knowledge
        self.situations = situations
        self.decider = Decider(knowledge)
        self.decisions = {path: self.decider.decide(s) for path, s in situations.items()}

    def differences(self) -> dict[str, dict[str, str]]:
        """Question (or `priorities`) to the answer in each file, where they differ."""
        found = {}
        for q in (*(q.id for q in self.knowledge.questions), PRIORITIES):
            values = {path: self._value(s, q) for path, s in self.situations.items()}
            if len(set(values.values())) > 1:
                found[q] = values
        return found

    def deciding(self) -> list[tuple[str, str, str, Decision]]:
        """Question, borrowed answer, the file it would change, and the decision then."""
        found = []
        for question, values in self.differences().items():
            for path, own in self.situations.items():
                tried = {values[path]}
                for other, theirs in self.situations.items():
                    if values[other] in tried:
                        continue
                    tried.add(values[other])
                    borrowed = self._borrow(own, theirs, question)
                    if borrowed is None:
                        continue
                    decision = self.decider.decide(borrowed)
                    if decision.verdict != self.decisions[path].verdict:
                        found.append((question, values[other], path, decision))
        return found

    def to_json(self) -> dict[str, object]:
        return {
            "schema_version": 1,
            "verdicts": {
                path: {"verdict": d.verdict, "strength": d.strength, "runtime": d.runtime}
                for path, d in self.decisions.items()
            },
            "holds_for_all": len({d.verdict for d in self.decisions.values()}) == 1,
            "differences": self.differences(),
            "decides": [
                {"question": q, "answer": value, "file": path, "verdict": d.verdict}
                for q, value, path, d in self.deciding()
            ],
        }

    def _value(self, s: Situation, question: str) -> str:
        if question != PRIORITIES:
            return s.answers[question]
        return " ".join(f"{c}={plain(p / PRIORITY_STEP)}" for c, p in s.priorities.items())

    def _borrow(self, own: Situation, theirs: Situation, question: str) -> Situation | None:
        """One's own situation with one answer of another's; None if that cannot hold."""
        answers, priorities = own.answers, own.priorities
        if question == PRIORITIES:
            priorities = theirs.priorities
        else:
            answers = {**answers, question: theirs.answers[question]}
        if any(matches(c.when, answers) for c in self.knowledge.contradictions):
            return None
        return Situation(answers=answers, assumed=(), priorities=priorities)


def _show(comparison: Comparison, say: Messages) -> None:
    out = Terminal()
    rows = [
        [
            path,
            say(f"short.{d.verdict}"),
            say(f"strength.{d.strength}"),
            *(f"{d.total(i):.2f}" for i in range(len(SIDES_SHOWN))),
        ]
        for path, d in comparison.decisions.items()
    ]
    out.table([say("heading.file"), say("heading.verdict"), "", *SIDES_SHOWN], rows)
    verdicts = list(dict.fromkeys(d.verdict for d in comparison.decisions.values()))
    out.line("")
    if len(verdicts) == 1:
        out.line(say("line.same_all", count=len(comparison.decisions)))
    else:
        names = say("line.comma").join(say(f"short.{v}") for v in verdicts)
        out.line(say("line.differs_all", verdicts=names))
    out.heading(say("heading.differences"))
    differences = comparison.differences()
    for question, values in differences.items():
        answers = [
            say("line.pair", name=path, text=_answer(question, v, say))
            for path, v in values.items()
        ]
        out.bullet(_question(question, say), *answers)
    if not differences:
        out.bullet(say("line.no_differences"))
    out.heading(say("heading.decides"))
    deciding = comparison.deciding()
    for question, value, path, decision in deciding:
        now = say(f"short.{comparison.decisions[path].verdict}")
        then = say(f"short.{decision.verdict}")
        name, answer = _question(question, say), _answer(question, value, say)
        out.bullet(
            say("line.decides", question=name, value=answer, file=path, now=now, verdict=then)
        )
    if not deciding:
        out.bullet(say("line.decides_nothing"))


def _question(question: str, say: Messages) -> str:
    return say("line.priorities") if question == PRIORITIES else say.question(question)


def _answer(question: str, value: str, say: Messages) -> str:
    return value if question == PRIORITIES else say.answer(question, value)
