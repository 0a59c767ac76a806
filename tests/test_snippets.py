"""`snippets` as a command: it lists, prints and writes the pairs, and overwrites nothing."""

import json

from advisor import pairs


def test_snippets_lists_the_pairs(run):
    """Every pair with its title, and the command that prints one."""
    code, out, _ = run("snippets")
    assert code == 0
    assert all(p.id in out for p in pairs.load_pairs().values())
    doc = json.loads(run("snippets", "--json")[1])
    assert doc[0]["lanes"]["keras-jax"] == "quickstart_keras.py"


def test_snippets_prints_what_can_be_run(run, tmp_path):
    """One side without markers, exactly as it is written to a file; both sides with headings."""
    code, out, _ = run("snippets", "quickstart", "--side", "keras")
    assert code == 0
    assert "--8<--" not in out
    compile(out, "quickstart", "exec")
    target = tmp_path / "mine.py"
    assert (
        str(target)
        in run("snippets", "quickstart", "--lane", "keras-jax", "--write", str(target))[1]
    )
    assert target.read_text("utf-8") == out
    both = run("snippets", "quickstart")[1]
    assert "# quickstart_keras.py" in both
    assert "# quickstart_pytorch.py" in both
    assert set(json.loads(run("snippets", "quickstart", "--json")[1])) == {
        "quickstart_keras.py", "quickstart_pytorch.py",
    }  # fmt: skip


def test_snippets_prints_a_tuned_variant(run):
    """The program with its one change, ready to run."""
    out = run("snippets", "quickstart", "--tuned", "fused_adam")[1]
    assert "lr=1e-3, fused=True" in out
    compile(out, "tuned", "exec")
    both = json.loads(run("snippets", "quickstart", "--tuned", "jit_compile", "--json")[1])
    assert list(both) == ["quickstart_keras.py"]


def test_snippets_prints_one_step(run):
    """The region alone."""
    out = run("snippets", "quickstart", "--side", "pytorch", "--step", "build")[1]
    assert out.startswith("def build(")
    assert "def train(" not in out


def test_snippets_overwrites_nothing(run, tmp_path):
    """A file that exists, or a folder that does not, is an input error."""
    words = ("snippets", "quickstart", "--side", "keras", "--write")
    target = tmp_path / "mine.py"
    target.write_text("precious", "utf-8")
    code, _, err = run(*words, str(target))
    assert code == 2
    assert "exists already" in err
    assert target.read_text("utf-8") == "precious"
    code, _, err = run(*words, str(tmp_path / "no" / "x.py"))
    assert code == 2
    assert "cannot be written" in err
