"""The steps of a decision as data, from the same objects that made it."""

from advisor.knowledge import KINDS, SIDES
from advisor.result import Recommendation
from advisor.scoring import POINT, Base, Points
from advisor.situation import CRITERIA


def steps_json(r: Recommendation) -> dict[str, object]:
    """Every step from evidence to total: what `explain` prints, as JSON."""
    d = r.decision
    return {
        "command": r.command("explain"),
        "lanes": dict(zip(SIDES, d.lanes, strict=True)),
        "rules": [{"id": x.id, "effect": x.effect} for x in r.rules],
        "criteria": {
            c: {
                **_base_json(base),
                "rule_points": _points(added),
                "score": {s: score[i] / 10 for i, s in enumerate(SIDES)},
            }
            for c, base, added, score in zip(
                CRITERIA, d.bases, d.rule_points, d.scores, strict=True
            )
        },
        "margin": round(d.margin, 4),
        "weight_by_kind": weight_by_kind(r),
        "tornado": [
            {
                "question": x.question,
                "low": round(x.low, 4),
                "high": round(x.high, 4),
                "verdicts": x.verdicts,
            }
            for x in r.explorer.tornado()
        ],
        "flips_of_two": [{"change": f.change, "verdict": f.verdict} for f in r.explorer.doubles()],
    }


def weight_by_kind(r: Recommendation) -> dict[str, int]:
    """How the weight behind the scores divides over the kinds of evidence, in %.

    Each criterion's weight is shared by its indicators, each indicator's by its records; a
    record that counts for less lends the rest to nobody. All 0 where nothing was scored.
    """
    sums = dict.fromkeys(KINDS, 0.0)
    for base, weight in zip(r.decision.bases, r.decision.weights, strict=True):
        for indicator in base.indicators:
            scored = [s.record for s in base.steps if s.record.indicator == indicator and s.points]
            for record in scored:
                sums[record.kind] += weight * record.counts / len(base.indicators) / len(scored)
    total = sum(sums.values()) or 1
    shares = {kind: round(100 * part / total) for kind, part in sums.items()}
    strongest = max(shares, key=lambda kind: shares[kind])
    # Rounding must not lose or add a per cent.
    shares[strongest] += 100 * any(sums.values()) - sum(shares.values())
    return shares


def _base_json(base: Base) -> dict[str, object]:
    return {
        "records": [
            {
                "id": s.record.id,
                "indicator": s.record.indicator,
                "values": {side: _value(v) for side, v in zip(SIDES, s.values, strict=True)},
                "counts": s.record.counts,
                "points": None if s.points is None else _points(s.points),
            }
            for s in base.steps
        ],
        "indicators": {name: _points(p) for name, p in base.indicators.items()},
        "evidence": _points(base.points),
    }


def _points(points: Points) -> dict[str, float]:
    return {side: p / POINT for side, p in zip(SIDES, points, strict=True)}


def _value(value: object) -> object:
    return value if isinstance(value, int | float) else None
