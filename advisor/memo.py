"""The recommendation as one Markdown page that a team lead can file."""

from advisor.explanation import (
    SIDES_SHOWN,
    evidence_line,
    flip_line,
    robustness_lines,
    rule_line,
    shown_date,
)
from advisor.knowledge import SIDES, Rule
from advisor.messages import option, plain
from advisor.result import Recommendation
from advisor.situation import CRITERIA

REASONS_SHOWN = 8
RISKS_SHOWN = 4


def memo(r: Recommendation) -> str:
    """Verdict, table, reasons, risks, assumptions and review date."""
    say, d = r.say, r.decision
    made = say(
        "line.memo_meta",
        date=r.today, command=r.command("recommend"), version=r.knowledge.version,
    )  # fmt: skip
    parts = [f"# {say('line.memo_title')}", f"**{r.headline()}**", made, _table(r)]
    if r.settle is not None:
        parts.insert(2, say("verdict.settle", question=say.question(r.settle)))
    vetoes = [f"- {rule_line(x, say)}" for x in r.with_effect("veto")]
    reasons = [x for x in r.reasons() if x.effect["side"] == _side(r)][:REASONS_SHOWN]
    sections = {
        "vetoes": vetoes,
        "reasons": [_reason(r, rule) for rule in reasons],
        "risks": _risks(r),
        "runtime": [f"- {rule_line(x, say)}" for x in r.runtime_rules()]
        + [f"- {step}" for step in r.set_up()],
        "flips": _flips(r),
        "robustness": [f"- {line}" for line in robustness_lines(r)],
        "assumed": [
            "- "
            + say(
                "line.assumed",
                question=say.question(q),
                answer=say.answer(q, d.situation.answers[q]),
                option=f"`{option(q)}`",
            )
            for q in d.situation.assumed
        ],
        "review": [say("line.review", date=r.review_by())],
    }
    for name, lines in sections.items():
        if lines:
            parts += [f"## {say(f'heading.{name}')}", "\n".join(lines)]
    return "\n\n".join(parts)


def _side(r: Recommendation) -> str:
    """The recommended side; for a tie the one that leads, however little."""
    return r.knowledge.lane(r.decision.runtime).side


def _table(r: Recommendation) -> str:
    say, d = r.say, r.decision
    head = [say("heading.criterion"), *SIDES_SHOWN, say("heading.weight")]
    rows = [
        [say.criterion(c), f"{k / 10:.1f}", f"{p / 10:.1f}", plain(round(w / d.weight_unit, 2))]
        for c, (k, p), w in zip(CRITERIA, d.scores, d.weights, strict=True)
    ]
    rows.append([say("heading.total"), *(f"{d.total(i):.2f}" for i in range(len(SIDES))), ""])
    lines = [head, ["---", "---:", "---:", "---:"], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _reason(r: Recommendation, rule: Rule) -> str:
    cited = [evidence_line(r.knowledge.evidence[e], r.say) for e in rule.evidence]
    return "\n".join([f"- {rule_line(rule, r.say)}", *(f"    - {line}" for line in cited)])


def _flips(r: Recommendation) -> list[str]:
    lines = [flip_line(f, r.say) for f in r.flips[:REASONS_SHOWN]]
    more = len(r.flips) - len(lines)
    if more:
        lines.append(r.say("line.more_flips", count=more, command=r.command("explain")))
    return [f"- {line}" for line in lines or [r.say("line.no_flips")]]


def _risks(r: Recommendation) -> list[str]:
    """What speaks for the other side, the caveats under the reasons, and the age."""
    say = r.say
    against = [x for x in r.reasons() if x.effect["side"] != _side(r)][:RISKS_SHOWN]
    lines = [
        say("line.against", side=say(f"short.{x.effect['side']}"), text=say.pick(x.text), rule=x.id)
        for x in against
    ]
    cited = dict.fromkeys(
        e for x in r.reasons() if x.effect["side"] == _side(r) for e in x.evidence
    )
    for record in (r.knowledge.evidence[e] for e in cited):
        facts = r.knowledge.facts(record)
        if "caveat" in facts and len(lines) < 2 * RISKS_SHOWN:
            title, caveat = say.pick(facts["title"]), say.pick(facts["caveat"])
            lines.append(say("line.caveat_risk", title=title, caveat=caveat))
    oldest = min(r.stands_on(), key=lambda x: x.as_of)
    return [f"- {line}" for line in (*lines, say("line.stale", date=shown_date(oldest)))]
