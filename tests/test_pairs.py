"""The pairs as files: both sides there, in the same shape, short, and nothing out of place."""

import ast
import re
import shutil
import sys

import pytest

from advisor import programs
from advisor.faults import KnowledgeError
from advisor.pairs import LABORATORIES, REGIONS, Pair, load_pairs
from advisor.programs import LANES, edited, plain, regions

PAIRS = load_pairs()
FILES = [(p, f) for p in PAIRS.values() for side in ("keras", "pytorch") for f in p.files(side)]
EVERY_FILE = pytest.mark.parametrize(
    ("pair", "file"), FILES, ids=lambda x: x.stem if hasattr(x, "stem") else x.id
)
EVERY_PAIR = pytest.mark.parametrize("pair", PAIRS.values(), ids=lambda p: p.id)
LIBRARIES = {"keras", "torch", "jax", "tensorflow", "numpy", "optuna", "onnx", "sklearn", "random"}


def functions(file) -> dict[str, list[str]]:
    """The functions of a program by name, with the names of their parameters."""
    tree = ast.parse(file.read_text("utf-8"))
    return {
        node.name: [a.arg for a in node.args.args]
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }


def test_the_article_is_covered():
    """Every task and step of the article has its pair."""
    assert set(PAIRS) >= {
        "quickstart", "cnn", "detection", "augmentation", "lstm", "transformer",
        "language_model", "vowels", "ratings", "regression", "forecast", "question",
        "integrated_gradients", "layer", "train_step", "written_loop", "callbacks",
        "mixed_precision", "save_resume", "onnx_export", "data_parallel",
        "hyperparameter_search", "transfer",
    }  # fmt: skip


@EVERY_PAIR
def test_both_sides_exist(pair: Pair):
    """At least one program for each side, and one for plain PyTorch."""
    assert pair.files("keras")
    assert len(pair.files("pytorch")) == 1


@EVERY_PAIR
def test_regions_are_the_same_on_both_sides(pair: Pair):
    """Same names in the same order; the six steps in the article's order among them."""
    found = [
        list(regions(f.read_text("utf-8"))) for s in ("keras", "pytorch") for f in pair.files(s)
    ]
    assert all(names == found[0] for names in found)
    assert [name for name in found[0] if name in REGIONS] == list(REGIONS)


@EVERY_PAIR
def test_functions_are_shared(pair: Pair):
    """The six functions and main exist on both sides and take their data by the same names."""
    (torch,) = (functions(f) for f in pair.files("pytorch"))
    for file in pair.files("keras"):
        own = functions(file)
        for name in (*REGIONS, "main"):
            assert name in own, f"{file.name} has no {name}"
            assert name in torch, f"{pair.topic}_pytorch.py has no {name}"
        assert own["load"] == torch["load"]
        assert own["preprocess"] == torch["preprocess"]
        assert own["evaluate"] == torch["evaluate"]
        assert own["train"][:3] == torch["train"][:3] == ["model", "data", "optimizer"]
        assert {"epochs", "batch_size"} <= set(own["train"]) & set(torch["train"])
        assert own["main"] == torch["main"]
        assert own["main"][0] == "seed"


@EVERY_FILE
def test_is_short(pair: Pair, file):
    """At most 80 lines as copied, blank ones not counted; none longer than 88 columns."""
    lines = plain(file.read_text("utf-8")).splitlines()
    assert sum(bool(line.strip()) for line in lines) <= 80
    assert max(map(len, lines)) <= 88


@EVERY_FILE
def test_says_in_one_sentence_what_it_is(pair: Pair, file):
    """The docstring begins with one sentence on one line that names the framework."""
    first = ast.get_docstring(ast.parse(file.read_text("utf-8"))).splitlines()[0]
    assert first.endswith(".")
    assert first.count(". ") == 0
    assert ("PyTorch" if file.stem.endswith("pytorch") else "Keras") in first


@EVERY_PAIR
def test_a_program_for_one_backend_says_so(pair: Pair):
    """In its first line, by the name of the backend."""
    shown = {"tensorflow": "TensorFlow", "jax": "JAX", "torch": "PyTorch"}
    for backend, name in shown.items():
        file = pair.folder / f"{pair.topic}_keras_{backend}.py"
        if file.exists():
            assert name in file.read_text("utf-8").splitlines()[0]


@EVERY_FILE
def test_stands_alone(pair: Pair, file):
    """Nothing of ours is imported, nothing is downloaded, no name shadows a library."""
    text = file.read_text("utf-8")
    imported = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(text))
        for name in (
            [a.name for a in node.names] if isinstance(node, ast.Import)
            else [node.module or "."] if isinstance(node, ast.ImportFrom)
            else []
        )
    }  # fmt: skip
    assert "advisor" not in imported
    assert not {p.stem for p in programs.home().glob("*/*.py")} & imported
    assert file.stem not in LIBRARIES | set(sys.stdlib_module_names)
    assert "http" not in text
    text.encode("ascii")


def test_every_program_belongs_to_a_pair():
    """No orphan: each file in a chapter is a program of a pair, or of the article."""
    known = {f for _, f in FILES}
    elsewhere = ("article", *LABORATORIES)
    found = {f for f in programs.home().glob("*/*.py") if f.parent.name not in elsewhere}
    assert found == known


def test_facts_are_sound():
    """Every lane has a program or a reason; texts are in both languages."""
    for pair in PAIRS.values():
        assert [lane for lane in LANES if pair.file(lane)] or pair.reason(LANES[0])
        assert pair.lanes()[0] == "pytorch-eager"


def test_regions_that_do_not_match_are_refused():
    """A start without end, an end without start, a region within another, a second one."""
    start, end = "# --8<-- [start:a]", "# --8<-- [end:a]"
    assert regions(f"{start}\nx\n{end}") == {"a": "x"}
    for text in (start, end, f"{start}\n{start}\n{end}", f"{start}\n{end}\n{start}\n{end}"):
        with pytest.raises(ValueError, match="a"):
            regions(text)


def test_every_fault_of_the_facts_at_once(tmp_path):
    """Bad TOML, missing fields, one language, a lane without program or reason, a place twice."""
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
    good = (PAIRS["quickstart"].folder / "quickstart.toml").read_text("utf-8")
    (tmp_path / "a" / "bad.toml").write_text("title = ", "utf-8")
    (tmp_path / "a" / "empty.toml").write_text("place = 3", "utf-8")
    (tmp_path / "a" / "one.toml").write_text(good.replace("zh =", "de ="), "utf-8")
    (tmp_path / "b" / "same.toml").write_text(good.replace("floor", "floor = 0.05 #"), "utf-8")
    (tmp_path / "c" / "same.toml").write_text(good.replace('"higher"', '"more"'), "utf-8")
    with pytest.raises(KnowledgeError) as error:
        load_pairs(tmp_path)
    told = "\n".join(error.value.lines)
    for part in (
        "a/bad.toml: not valid TOML",
        "a/empty.toml: field title is missing",
        "a/one.toml: title: field zh is missing",
        "b/same.toml: floor must be better than chance",
        "c/same.toml: better must be higher or lower",
        "b/same.toml: keras-jax needs either a program or missing.keras-jax",
        "place 1 is taken by",
        "topic same is taken by b/same",
    ):
        assert part in told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("['lr=1e-3)', ", "['lr=1e-4)', ", "tuned.fused_adam: 'lr=1e-4)' occurs 0 times"),
        ("['lr=1e-3)', ", "['torch', ", "'torch' occurs"),
        ('lanes = ["pytorch-eager"]', 'lanes = ["pytorch-fast"]', "for pytorch-fast, not once"),
        ('en = "`Adam(fused', 'eng = "`Adam(fused', "tuned.fused_adam: field en is missing"),
    ],
)
def test_a_variant_that_changes_nothing_is_named(tmp_path, old, new, told):
    """Its old text stands exactly once in the program of every lane it names."""
    folder = tmp_path / "basics"
    shutil.copytree(PAIRS["quickstart"].folder, folder)
    path = folder / "quickstart.toml"
    before, mark, text = path.read_text("utf-8").partition("[tuned.fused_adam]")
    assert old in text
    path.write_text(before + mark + text.replace(old, new, 1), "utf-8")
    with pytest.raises(KnowledgeError, match=re.escape(told)):
        load_pairs(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[replica]", "[sizes.larger]", "sizes.larger must be one of large, replica"),
        ("[replica]", "[tuned]", "sizes.replica and [replica], which says of what, go together"),
        ("replica = {", "large = {", "sizes.replica and [replica]"),
    ],
)
def test_sizes_that_nothing_would_time_are_named(tmp_path, old, new, told):
    """A size of another name; a replica that says nothing of what it copies."""
    shutil.copytree(PAIRS["vit"].folder, tmp_path / "images")
    path = tmp_path / "images" / "vit.toml"
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(KnowledgeError, match=re.escape(told)):
        load_pairs(tmp_path)


@EVERY_PAIR
def test_sizes_are_arguments_of_the_functions(pair: Pair):
    """Every one of them is taken by a function that a case calls, in every program."""
    for size in pair.facts.get("sizes", {}).values():
        for file in (*pair.files("keras"), *pair.files("pytorch")):
            known = {name for names in functions(file).values() for name in names}
            assert set(size) <= known


def test_columns_of_a_pair():
    """Lanes first, then variants; only a variant changes the program."""
    pair = PAIRS["quickstart"]
    assert pair.columns()[:5] == pair.lanes()
    assert "pytorch-eager fused_adam" in pair.columns()
    assert pair.edits("pytorch-eager") == []
    text = pair.file("pytorch-eager").read_text("utf-8")
    changed = edited(text, pair.edits("pytorch-eager fused_adam"))
    assert changed == text.replace("lr=1e-3", "lr=1e-3, fused=True")


def test_snippets_inside_an_installed_package(tmp_path, monkeypatch):
    """A wheel carries them inside the package; a checkout beside it."""
    assert programs.home().parent == programs.Path(programs.__file__).parent.parent
    (tmp_path / "snippets").mkdir()
    monkeypatch.setattr(programs, "__file__", str(tmp_path / "programs.py"))
    assert programs.home() == tmp_path / "snippets"
