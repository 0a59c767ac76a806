"""The comparison of two trials: what passes, what is refused, and where."""

import numpy as np
import pytest

from advisor.measure.equality import TOLERANCES, channels_last, compare, relative

LOSSES = [2.0, 1.5, 1.0]


def trial(**changes):
    """Values and arrays of a small trial, with changes."""
    values = {
        "losses": LOSSES, "optimizer_losses": LOSSES, "epoch_loss": [2.0], "updates": 4,
        "shuffles": True, "mixes_rows": False,
    }  # fmt: skip
    arrays = {
        "inputs.0": np.ones((2, 3)), "outputs.0": np.arange(4.0),
        "gradient.Linear.0.weight": np.array([1.0, -2.0]),
        "gradient.Linear.0.bias": np.array([1e-9]), "after.Linear.0.weight": np.ones(2),
    }  # fmt: skip
    return values | {k: v for k, v in changes.items() if k in values}, arrays | changes.get(
        "arrays", {}
    )


def refused(**changes) -> dict[str, str]:
    return {s.name: s.where for s in compare(trial(**changes), trial(), 0.02) if not s.passed}


def test_the_same_trial_passes_everything():
    """Every stage is compared and none differs."""
    stages = compare(trial(), trial(), 0.02)
    assert [s.name for s in stages] == [
        "data", "forward", "gradient", "sgd", "state", "updates", "shuffles", "optimizer", "epoch",
    ]  # fmt: skip
    assert all(s.passed and s.difference == 0 for s in stages)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"arrays": {"inputs.0": np.ones((2, 3)) * 1.001}}, {"data": "0"}),
        ({"arrays": {"inputs.0": np.ones((3, 2))}}, {"data": "0"}),
        ({"arrays": {"outputs.0": np.arange(4.0) + 1e-4}}, {"forward": "0"}),
        ({"arrays": {"outputs.1": np.ones(1)}}, {"forward": "1"}),
        ({"arrays": {"outputs.0": np.array([0, 1, 2, np.nan])}}, {"forward": "0"}),
        ({"arrays": {"gradient.Linear.0.weight": np.array([1.0, -2.001])}},
         {"gradient": "Linear.0.weight"}),
        ({"arrays": {"after.Linear.0.weight": np.ones(2) * 1.01}}, {"state": "Linear.0.weight"}),
        ({"losses": [2.0, 1.5, 1.001]}, {"sgd": "step 3"}),
        ({"losses": [2.0, 1.5]}, {"sgd": "steps"}),
        ({"losses": [2.0, float("nan"), 1.0]}, {"sgd": "step 2"}),
        ({"optimizer_losses": [2.0, 1.5, 1.1]}, {"optimizer": "step 3"}),
        ({"updates": 3}, {"updates": "updates"}),
        ({"shuffles": False}, {"shuffles": "shuffles"}),
        ({"epoch_loss": [2.1]}, {"epoch": "step 1"}),
    ],
)  # fmt: skip
def test_a_difference_is_refused_where_it_is(changes, expected):
    """The stage that differs is named, with the place, and no other."""
    assert refused(**changes) == expected


def test_noise_in_a_gradient_that_is_zero_is_no_difference():
    """A gradient a million times smaller than the largest holds rounding errors only."""
    assert refused(arrays={"gradient.Linear.0.bias": np.array([-1e-9])}) == {}


def test_an_empty_group_is_refused():
    """Nothing compared proves nothing."""
    empty = ({**trial()[0]}, {})
    assert not any(
        s.passed
        for s in compare(empty, empty, 0.02)
        if s.name in TOLERANCES and s.name not in ("sgd", "epoch")
    )


def test_no_epoch_stage_where_batches_mix_rows():
    """With batch normalisation the mean loss depends on how rows fall into batches."""
    values, arrays = trial(mixes_rows=True)
    assert "epoch" not in [s.name for s in compare((values, arrays), (values, arrays), 0.02)]


def test_channels_first_and_last_hold_the_same_numbers():
    """The layout alone is no difference; another order of channels is."""
    first = np.arange(24.0).reshape(1, 2, 3, 4)
    last = np.moveaxis(first, 1, -1)
    assert np.array_equal(channels_last(first, last), last)
    assert channels_last(first, np.ones((9, 9, 9, 9))) is first
    assert channels_last(np.ones(3), np.ones(4)).shape == (3,)
    pair = ({"inputs.0": last}, {"inputs.0": first})
    for a, b in (pair, pair[::-1]):
        stages = compare((trial()[0], trial()[1] | a), (trial()[0], trial()[1] | b), 0.02)
        assert stages[0].passed
    turned = {"inputs.0": last[..., ::-1]}
    stages = compare((trial()[0], trial()[1] | turned), (trial()[0], trial()[1] | pair[1]), 0.02)
    assert not stages[0].passed


def test_relative_differences():
    """Over the largest value; absolute where all is zero; none in nothing."""
    assert relative(np.array([1.0, 11.0]), np.array([1.0, 10.0])) == 0.1
    assert relative(np.array([0.5]), np.array([0.0])) == 0.5
    assert relative(np.array([]), np.array([])) == 0.0
    assert relative(np.ones(2), np.ones(3)) == float("inf")
