"""The notebooks: executed, the same numbers as they show, the same code in both languages."""

import pytest
from conftest import ROOT

NAMES = ("losses", "descent", "backpropagation")


def notebook(lang, name):
    import nbformat

    return nbformat.read(ROOT / "docs" / lang / "notebooks" / f"{name}.ipynb", as_version=4)


def printed(cell):
    """What a cell printed."""
    return "".join(output.get("text", "") for output in cell.get("outputs", ()))


def code(book):
    return [cell for cell in book.cells if cell.cell_type == "code"]


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_share_code_and_output(name):
    """Cells and their order; the prose is each language's own."""
    one, other = notebook("en", name), notebook("zh", name)
    assert [(c.id, c.cell_type) for c in one.cells] == [(c.id, c.cell_type) for c in other.cells]
    for cell, twin in zip(one.cells, other.cells, strict=True):
        if cell.cell_type == "code":
            assert cell.source == twin.source
            assert printed(cell) == printed(twin)
        else:
            assert cell.source != twin.source


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_it_prints_what_it_shows(name):
    """Run from the start without an error; every output is the one in the file."""
    from nbclient import NotebookClient

    book = notebook("en", name)
    shown = [printed(cell) for cell in code(book)]
    assert any(shown)
    NotebookClient(book, timeout=300, kernel_name="python3").execute()
    assert [printed(cell) for cell in code(book)] == shown
