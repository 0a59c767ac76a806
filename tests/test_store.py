"""The cache of the parsed tree: fast, never stale, never needed."""

import os

import pytest

from advisor import store
from advisor.faults import KnowledgeError
from advisor.knowledge import load


def cache_of(tree):
    return next((tree / "__pycache__").iterdir())


def test_the_cache_gives_the_same_knowledge(tree, other_home):
    """A second load reads the cache and knows the same."""
    first = load(str(tree))
    assert store.kept(str(tree), store.stamp(str(tree))) is not None
    second = load(str(tree))
    assert second.version == first.version
    assert [r.id for r in second.rules] == [r.id for r in first.rules]
    record = next(iter(second.evidence.values()))
    assert second.facts(record) == first.facts(first.evidence[record.id])


def test_a_changed_file_is_read_again(tree, other_home):
    """Editing one file changes the knowledge at the next load."""
    before = load(str(tree))
    path = tree / "lanes.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("PyTorch, eager", "PyTorch"), "utf-8")
    after = load(str(tree))
    assert after.version != before.version
    assert after.lane("pytorch-eager").text["en"] == "PyTorch"


@pytest.mark.parametrize("garbage", [b"", b"not marshal", b"\xe9\x00\x00\x00\x00"])
def test_a_damaged_cache_is_replaced(tree, other_home, garbage):
    """Whatever is in the cache file, loading works and repairs it."""
    version = load(str(tree)).version
    cache_of(tree).write_bytes(garbage)
    assert load(str(tree)).version == version
    assert len(cache_of(tree).read_bytes()) > 1000


def test_a_read_only_tree_is_cached_in_the_home_directory(tree, other_home, monkeypatch):
    """Where the data cannot be written to, the user's cache directory is used."""
    real = os.makedirs

    def refuse(path, exist_ok=False):
        if str(path).startswith(str(tree)):
            raise PermissionError(13, "read-only")
        real(path, exist_ok=exist_ok)

    monkeypatch.setattr(store.os, "makedirs", refuse)
    load(str(tree))
    assert not (tree / "__pycache__").exists()
    assert list(other_home.rglob("knowledge*"))
    assert store.kept(str(tree), store.stamp(str(tree))) is not None


def test_no_place_for_a_cache(tree, other_home, monkeypatch):
    """Without any place to keep it the tree is parsed each time."""

    def refuse(path, exist_ok=False):
        raise PermissionError(13, "read-only")

    monkeypatch.setattr(store.os, "makedirs", refuse)
    load(str(tree))
    assert store.kept(str(tree), store.stamp(str(tree))) is None


def test_a_missing_directory(tmp_path):
    """A data directory that is not there is a fault of the knowledge."""
    with pytest.raises(KnowledgeError, match="cannot be read"):
        load(str(tmp_path / "nowhere"))


def test_a_change_of_the_same_length_is_seen(tree, other_home):
    """The time of change counts, not only the size."""
    before = load(str(tree))
    path = tree / "lanes.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("PyTorch, eager", "PyTorch, EAGER"), "utf-8")
    os.utime(path, ns=(1, 1))
    assert load(str(tree)).version != before.version


def test_an_editors_lock_file_is_no_data(tree, other_home):
    """A dangling link that an editor leaves beside a file is passed over."""
    (tree / "rules" / ".#vetoes.toml").symlink_to("nobody@nowhere.1")
    assert load(str(tree)).rules
