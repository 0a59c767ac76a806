"""How far a verdict holds when the weights of the criteria change. Exact, on integers."""

from math import ceil, floor, gcd

from advisor.decision import STRENGTHS, Decision, judge
from advisor.frozen import Frozen
from advisor.knowledge import SIDES

Ratio = tuple[int, int]  # numerator, denominator > 0, in lowest terms
WEIGHT_STEP = 100  # turning weights are given in hundredths
SLIGHT = STRENGTHS[-1][0]  # tenths of a point from which there is a winner


def share(differences: tuple[int, ...]) -> Ratio:
    """The share of all weightings under which the weighted sum is above zero.

    Every weighting (weights at least 0 that sum to 1) is equally likely. With n
    differences this is the divided difference of max(x, 0)^(n-1) over them, in its
    confluent form where some are equal: (3, -1, 2, -5) gives 311/672. One half when all
    are zero. Checked against random weightings in tests/test_robustness.py.
    """
    if not any(differences):
        return 1, 2
    xs = sorted(differences)
    degree = len(xs) - 1
    column: list[Ratio] = [(max(x, 0) ** degree, 1) for x in xs]
    choose = 1
    for order in range(1, degree + 1):
        choose = choose * (degree - order + 1) // order
        nxt: list[Ratio] = []
        for i in range(len(xs) - order):
            low, high = xs[i], xs[i + order]
            if low == high:  # the derivative, divided by order!
                nxt.append((choose * low ** (degree - order) if low > 0 else 0, 1))
            else:
                nxt.append(_quotient(column[i + 1], column[i], high - low))
        column = nxt
    return column[0]


def _quotient(a: Ratio, b: Ratio, divisor: int) -> Ratio:
    """(a - b) / divisor in lowest terms, for a positive divisor."""
    numerator = a[0] * b[1] - b[0] * a[1]
    denominator = a[1] * b[1] * divisor
    common = gcd(numerator, denominator)
    return numerator // common, denominator // common


def shares(decision: Decision) -> dict[str, str]:
    """The share of all weightings that each side wins on, as exact fractions."""
    keras = share(differences(decision))
    pytorch = keras[1] - keras[0], keras[1]
    return {s: _fraction(r) for s, r in zip(SIDES, (keras, pytorch), strict=True)}


def share_percent(decision: Decision) -> tuple[str, str]:
    """The same shares in per cent, to one decimal."""
    keras = share(differences(decision))
    tenths = round(1000 * keras[0] / keras[1])
    return f"{tenths / 10:.1f}", f"{(1000 - tenths) / 10:.1f}"


def _fraction(ratio: Ratio) -> str:
    return str(ratio[0]) if ratio[1] == 1 else f"{ratio[0]}/{ratio[1]}"


def differences(decision: Decision) -> tuple[int, ...]:
    """Keras minus PyTorch per criterion, in tenths of a point."""
    return tuple(k - p for k, p in decision.scores)


def dominates(decision: Decision) -> str | None:
    """The side that is ahead or level on every criterion, and ahead on one."""
    d = differences(decision)
    if any(d) and min(d) >= 0:
        return SIDES[0]
    if any(d) and max(d) <= 0:
        return SIDES[1]
    return None


class Turn(Frozen):
    """The nearest weight of a criterion at which the verdict is another, others fixed."""

    __slots__ = ("criterion", "weight", "verdict")
    criterion: str
    weight: float  # to the hundredth beyond which the verdict has turned
    verdict: str


def turns(decision: Decision) -> list[Turn]:
    """Per criterion the nearest weight that turns the verdict.

    A criterion is left out when no weight of it does, and all are when a side is ruled out.
    """
    if any(decision.out):
        return []
    found = []
    for i, criterion in enumerate(decision.situation.priorities):
        weights = decision.weights[:i] + decision.weights[i + 1 :]
        d = differences(decision)
        others = sum(weights)
        rest = decision.lead - decision.weights[i] * d[i]
        if not others:  # alone in the balance, a criterion decides at any weight
            continue
        now = decision.weights[i] / decision.weight_unit * WEIGHT_STEP
        turned = []
        for limit in (SLIGHT, -SLIGHT):
            if d[i] == limit:
                continue
            # (rest + w d) / (others + w) = limit, in hundredths of a weight
            exact = (limit * others - rest) / (d[i] - limit) / decision.weight_unit * WEIGHT_STEP
            for hundredths in range(max(0, floor(exact) - 1), ceil(exact) + 2):
                weight = hundredths * decision.weight_unit // WEIGHT_STEP
                verdict, _ = judge(rest + weight * d[i], others + weight, decision.out)
                if verdict != decision.verdict:
                    turned.append((abs(hundredths - now), hundredths, verdict))
        if turned:
            _, hundredths, verdict = min(turned)
            found.append(
                Turn(criterion=criterion, weight=hundredths / WEIGHT_STEP, verdict=verdict)
            )
    return found


def turns_at(decision: Decision) -> dict[str, float]:
    """The same as criterion to weight."""
    return {t.criterion: t.weight for t in turns(decision)}
