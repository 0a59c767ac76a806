"""Lines by the width they take, for Latin and Chinese text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from advisor.wrapping import wrap


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("one two three", 8, ["one two", "three"]),
        ("one two three", 7, ["one two", "three"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("训练模型很快", 8, ["训练模型", "很快"]),
        ("训练模型，很快", 8, ["训练模", "型，很快"]),
        ("用 Keras（后端）训练", 10, ["用 Keras", "（后端）训", "练"]),
    ],
)
def test_examples(text, width, lines):
    """Words stay whole, punctuation stays with its character."""
    assert wrap(text, width) == lines


@given(st.text("ab ，。（）训练模型", max_size=60), st.integers(8, 30))
def test_nothing_is_lost_and_nothing_is_too_wide(text, width):
    """All characters come back in order, within the width."""
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in lines)
