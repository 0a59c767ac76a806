"""The wheel that is built from the tree answers the same when installed elsewhere."""

import json
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT, clean_environment, python


@pytest.mark.slow
def test_wheel_answers_the_same(tmp_path: Path):
    """Built, unpacked into a bare environment, run from another directory."""
    build = python("-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT))
    subprocess.run(build, check=True, capture_output=True)
    wheel = next(tmp_path.glob("*.whl"))
    files = zipfile.ZipFile(wheel).namelist()
    assert any(name.endswith("licenses/LICENSE") for name in files)
    assert not [name for name in files if "__pycache__" in name]
    home = tmp_path / "elsewhere"
    venv.create(home, with_pip=False)
    place = next(home.glob("lib/python*/site-packages"))
    zipfile.ZipFile(wheel).extractall(place)
    words = ["-m", "advisor", "recommend", "--json", "--deploy", "fpga"]
    env = {**clean_environment(), "LANG": "C.UTF-8", "XDG_CACHE_HOME": str(tmp_path / "cache")}
    there = subprocess.run(
        [home / "bin" / "python", *words], cwd=tmp_path, env=env, check=True, capture_output=True
    )
    here = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=env, check=True, capture_output=True
    )
    assert json.loads(there.stdout) == json.loads(here.stdout)
    assert not [name for name in files if name.endswith(".pyc")]
    listed = [sys.executable, "-m", "advisor", "snippets", "--json"]
    inside = [home / "bin" / "python", *listed[1:]]
    shown = [
        subprocess.run(words, cwd=place, env=env, check=True, capture_output=True).stdout
        for words, place in ((inside, tmp_path), (listed, ROOT))
    ]
    assert shown[0] == shown[1]
