"""Which of many conditions hold: one bit per condition, one AND per question.

With the conditions of all rules held as bit sets, a changed answer costs one AND
however many rules there are; the search for flips rests on this.
"""

from collections.abc import Mapping, Sequence

from advisor.situation import Question, When


class Conditions:
    """`table[question][value]` is the set of conditions that this answer leaves open."""

    def __init__(self, questions: Sequence[Question], whens: Sequence[When]) -> None:
        self.all = (1 << len(whens)) - 1
        asking = dict.fromkeys((q.id for q in questions), 0)
        self.table = {q.id: dict.fromkeys(q.values, 0) for q in questions}
        for i, when in enumerate(whens):
            bit = 1 << i
            for question, allowed in when.items():
                asking[question] |= bit
                row = self.table[question]
                for value in allowed:
                    row[value] |= bit
        for question, row in self.table.items():
            silent = self.all ^ asking[question]  # conditions that do not ask it
            for value in row:
                row[value] |= silent

    def holding(self, answers: Mapping[str, str]) -> int:
        """The set of conditions that hold for these answers."""
        bits = self.all
        for question, value in answers.items():
            bits &= self.table[question][value]
        return bits


def members(bits: int) -> list[int]:
    """The positions of the ones in `bits`, lowest first."""
    found = []
    while bits:
        low = bits & -bits
        found.append(low.bit_length() - 1)
        bits ^= low
    return found
