"""Counting code: the same rules for both sides; layout and comments change nothing."""

import ast
import json

import pytest

from advisor.measure.code import COUNTS, by_hand, count, load_parts, programs, ratio, steps
from advisor.pairs import REGIONS, load_pairs

PAIRS = load_pairs()
PARTS = load_parts()
SAMPLE = '''
"""A sentence."""
import numpy as np
import torch
from torch import nn

class Net(nn.Module):  # a comment
    """What it is."""
    def __init__(self):
        super().__init__()
        self.dense = nn.Linear(3, 1)

    def forward(self, x):
        return self.dense(x)

def train(model, rows):
    total = 0
    for row in rows:
        if row and total < 3 or not rows:
            total += model(torch.tensor(row)).item()
    model.train()
    return [x for x in np.array(rows) if x > 0]
'''


def test_counts():
    """Counted by hand: 16 statements without docstrings; the framework's names once each."""
    found = count(SAMPLE)
    assert found.lines == 16
    assert found.names == {"torch.nn.Module", "torch.nn.Linear", "torch.tensor", ".train"}
    assert found.branches == 6  # for, if, and, or, the comprehension and its condition
    assert count("x = 1 + 2\n").tokens == 5


@pytest.mark.parametrize("pair", PAIRS.values(), ids=lambda p: p.id)
def test_layout_and_comments_do_not_count(pair):
    """A program that was parsed and written anew, which loses them, has the same counts."""
    for file in (*pair.files("keras"), *pair.files("pytorch")):
        text = file.read_text("utf-8")
        anew = ast.unparse(ast.parse(text))
        before, after = count(text), count(anew)
        for what in ("lines", "names", "branches"):
            assert getattr(before, what) == getattr(after, what), what


def test_a_name_counts_in_full_however_it_was_imported():
    """Aliases, parts of modules, attributes of attributes."""
    for text in (
        "import torch.nn as tnn\ntnn.functional.relu(1)",
        "from torch import nn\nnn.functional.relu(1)",
        "from torch.nn import functional as F\nF.relu(1)",
        "import torch\ntorch.nn.functional.relu(1)",
    ):
        assert count(text).names == {"torch.nn.functional.relu"}
    assert count("import numpy as np\nnp.random.default_rng(0).permutation(3)").names == set()
    assert count("from json import dumps\ndumps([]).strip()").names == set()


def test_steps_know_what_the_program_imports():
    """A step is counted alone, with the meaning its names have in the whole."""
    found = steps(PAIRS["quickstart"].file("pytorch-eager").read_text("utf-8"))
    assert set(found) == {*REGIONS, "whole"}
    assert "torch.nn.Linear" in found["build"].names
    assert found["whole"].lines >= sum(found[step].lines for step in REGIONS)


def test_what_is_written_by_hand():
    """Where one side's program writes it and its twin has it; never for a program alone."""
    found = {row["side"]: row["by_hand"] for row in programs(PAIRS["transformer"], PARTS)}
    assert found["keras"] == ["encoder_block"]
    assert found["pytorch"] == ["training_loop", "evaluation", "masked_mean"]
    loop = PAIRS["written_loop"].file("pytorch-eager").read_text("utf-8")
    assert "training_loop" not in by_hand(loop, "model.train_on_batch(x, y)\n", "pytorch", PARTS)
    assert by_hand(loop, "model.fit(x)\n", "keras", PARTS) == []


def test_every_part_occurs():
    """A part that no pair shows would be an opinion."""
    found = {part for p in PAIRS.values() for row in programs(p, PARTS) for part in row["by_hand"]}
    assert found == {part.id for part in PARTS}


def test_swapping_the_sides_mirrors_the_ratio():
    """The same rules for both: what is Keras over PyTorch becomes PyTorch over Keras."""
    rows = [row for p in PAIRS.values() for row in programs(p, PARTS)]
    other = {"keras": "pytorch", "pytorch": "keras"}
    swapped = [row | {"side": other[row["side"]]} for row in rows]
    for what in COUNTS:
        found = ratio(rows, "whole", what)
        assert found * ratio(swapped, "whole", what) == pytest.approx(1)
        same = [row | {"side": s} for row in rows if row["side"] == "pytorch" for s in other]
        assert ratio(same, "whole", what) == 1
    assert ratio(rows, "improve", "branches") is None


def test_the_command(run, share):
    """A table, what is written by hand, a record; in both languages and as JSON."""
    code, out, _ = run("measure", "code", "quickstart", "written_loop")
    assert code == 0
    assert "34 / 46" in out
    assert "written_loop_jax" in out
    assert "pytorch, the training loop (1): quickstart" in out
    assert "训练循环" in run("measure", "code", "quickstart", "--lang", "zh")[1]
    code, out, _ = run("measure", "code", "quickstart", "--json")
    document = json.loads(out)
    kept = json.loads((share / document["run"] / "basics.quickstart.json").read_text("utf-8"))
    assert kept == document["rows"]
    assert kept[0]["lanes"] == ["keras-tensorflow", "keras-jax", "keras-torch"]
    assert kept[0]["counts"]["whole"]["lines"] == 34
