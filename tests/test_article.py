"""The article's two samples are unchanged, and the driver counts what each of them does."""

import ast
import hashlib
import json
import subprocess
import sys

import numpy as np
import pytest

from advisor.measure.processes import lacking
from advisor.programs import LANES, environment, home

ARTICLE = home() / "article"
# SHA-256 of the two samples as the article prints them, from fence to fence.
FENCES = {
    "sample_keras.py": "c90d2ca606b49c715fc2c69a60d735d413c6db09508eb91c8118d6b09a0bd0ca",
    "sample_pytorch.py": "a8970175a685d327d3fa3a9872e6b2251c2c66c73c961c3ed2b6025832274c59",
}


@pytest.mark.parametrize("name", FENCES)
def test_a_sample_is_the_article_s_byte_for_byte(name):
    """Not a blank is changed: what we say of the samples is true of the article's."""
    assert hashlib.sha256((ARTICLE / name).read_bytes()).hexdigest() == FENCES[name]


def test_the_driver_is_a_program_for_python_3_6():
    """The oldest backend of Keras runs on no later Python."""
    source = (ARTICLE / "run_sample.py").read_text("utf-8")
    ast.parse(source, feature_version=(3, 6))
    assert "advisor" not in source


@pytest.mark.slow
@pytest.mark.parametrize("lane", [lane for lane in LANES if lane != "pytorch-compile"])
def test_the_driver_counts_what_a_sample_does(lane, tmp_path):
    """On 70 rows Keras makes 3 updates an epoch, the PyTorch sample one."""
    if lacking(lane):
        pytest.skip(f"{lane} is not installed")
    x = np.random.default_rng(0).random((70, 784), "float32")
    y = np.eye(10, dtype="float32")[np.arange(70) % 10]
    np.savez(tmp_path / "data.npz", X_train=x, y_train=y, X_test=x[:33], y_test=y[:33])
    sample = ARTICLE / f"sample_{lane.split('-')[0]}.py"
    done = subprocess.run(
        [sys.executable, ARTICLE / "run_sample.py", sample, tmp_path / "data.npz", "--seed", "5"],
        env=environment(lane), capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    updates = 10 if lane == "pytorch-eager" else 30
    assert (found["updates"], found["rows_per_update"]) == (updates, round(700 / updates, 1))
    assert found["accuracy"] == found["recounted"]
    assert found["seed"] == 5
    assert found["backend"] == (None if lane == "pytorch-eager" else lane.split("-")[1])
