"""`cases`: put decisions that people really made to the advisor, and count."""

from advisor.answers import read_json
from advisor.decision import EITHER, Decider, Decision
from advisor.explanation import rule_line
from advisor.faults import Fault, InputError, fault
from advisor.frozen import Frozen
from advisor.knowledge import SIDES, Knowledge
from advisor.messages import Messages
from advisor.options import Given, Parser
from advisor.output import print_json
from advisor.result import reasons
from advisor.situation import situation
from advisor.terminal import Terminal

REASONS_SHOWN = 4
CASES_LIMIT = 20_000_000  # bytes


class Case(Frozen):
    """One decided case and what the advisor says of it.

    `eligible`: its strength is not weak and its reason still holds.
    """

    __slots__ = ("id", "name", "choice", "accepted", "eligible", "decision")
    id: str
    name: str
    choice: str
    accepted: frozenset[str]
    eligible: bool
    decision: Decision

    @property
    def agrees(self) -> bool:
        """An `either` label accepts any answer; so does `either` where both are accepted."""
        both = self.accepted >= set(SIDES)
        return self.choice == EITHER or self.decision.verdict in self.accepted or both

    @property
    def sure_and_wrong(self) -> bool:
        return not self.agrees and self.decision.strength == "clear"


def add_options(parser: Parser, knowledge: Knowledge) -> None:
    parser.flag("--json")
    parser.free_words("FILE", "cases_file")
    parser.example("decisions.json")


def run(given: Given, knowledge: Knowledge, say: Messages) -> int:
    if len(given.words) != 1:
        given.faults.append(fault("missing_value", option="cases", values="FILE"))
    given.check()
    cases = read_cases(given.words[0], knowledge)
    if "--json" in given.flags:
        print_json(report(cases))
    else:
        _show(cases, knowledge, say)
    return 0


def read_cases(path: str, knowledge: Knowledge) -> list[Case]:
    """The cases in a JSON file. Raises InputError with every fault of it."""
    raw, repeated = read_json(path, CASES_LIMIT)
    if not raw or not isinstance(raw, list) or not all(isinstance(c, dict) for c in raw):
        raise InputError([fault("not_cases", path=path)])
    decider = Decider(knowledge)
    faults: list[Fault] = [fault("repeated_question", name=name) for name in repeated]
    cases: list[Case] = []
    for i, entry in enumerate(raw):
        name = str(entry.get("id", i + 1))
        if name in {c.id for c in cases}:
            faults.append(fault("repeated_question", name=name))
        if entry.get("choice") not in (*SIDES, EITHER):
            faults.append(fault("case_choice", path=path, name=name))
        try:
            checked = situation(entry.get("answers"), knowledge.questions, knowledge.contradictions)
        except InputError as error:
            faults += [fault("case_answers", path=path, name=name, text=f) for f in error.faults]
            continue
        cases.append(_case(name, entry, decider.decide(checked)))
    if faults:
        raise InputError(faults)
    return cases


def _case(name: str, entry: dict[str, object], decision: Decision) -> Case:
    choice = str(entry.get("choice"))
    also = entry.get("also_acceptable", [])
    words = [str(a).lower() for a in also] if isinstance(also, list) else []
    holds = entry.get("reason_still_holds_2026", {})
    holds = holds.get("value") if isinstance(holds, dict) else holds
    who = entry.get("who", {})
    return Case(
        id=name,
        name=str(who.get("name", name)) if isinstance(who, dict) else str(who),
        choice=choice,
        # "pytorch with ONNX export" accepts PyTorch
        accepted=frozenset({choice, *(s for s in SIDES for w in words if w.startswith(s))}),
        eligible=entry.get("strength") != "weak" and str(holds).lower() == "true",
        decision=decision,
    )


def report(cases: list[Case]) -> dict[str, object]:
    """Agreement over all cases and over the eligible ones, and the misses."""
    eligible = [c for c in cases if c.eligible]
    return {
        "schema_version": 1,
        "cases": len(cases),
        "agree": sum(c.agrees for c in cases),
        "eligible": len(eligible),
        "eligible_agree": sum(c.agrees for c in eligible),
        "sure_and_wrong": [c.id for c in cases if c.sure_and_wrong],
        "misses": [
            {
                "id": c.id,
                "decided": c.choice,
                "verdict": c.decision.verdict,
                "strength": c.decision.strength,
                "eligible": c.eligible,
            }
            for c in cases
            if not c.agrees
        ],
    }


def _show(cases: list[Case], knowledge: Knowledge, say: Messages) -> None:
    out = Terminal()
    eligible = [c for c in cases if c.eligible]
    for message, group in (("line.agreement", cases), ("line.agreement_eligible", eligible)):
        agreed = sum(c.agrees for c in group)
        percent = f"{100 * agreed / max(1, len(group)):.1f}"
        out.line(say(message, agreed=agreed, total=len(group), percent=percent))
    out.line(say("line.sure_wrong", count=sum(c.sure_and_wrong for c in cases)))
    misses = [c for c in cases if not c.agrees]
    if not misses:
        out.line(say("line.no_misses"))
        return
    out.heading(say("heading.misses"))
    columns = [say(f"heading.{c}") for c in ("id", "label", "answer_given")]
    rows = [
        [
            f"{c.id} {c.name}",
            say(f"short.{c.choice}"),
            say(
                "line.verdict",
                verdict=say(f"short.{c.decision.verdict}"),
                strength=say(f"strength.{c.decision.strength}"),
            ),
        ]
        for c in misses
    ]
    out.table(columns, rows)
    for c in misses:
        out.heading(f"{c.id} {c.name}")
        for rule in reasons(knowledge, c.decision)[:REASONS_SHOWN]:
            out.bullet(rule_line(rule, say))
