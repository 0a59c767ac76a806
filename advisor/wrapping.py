"""Breaking text into lines by the width it takes on a screen."""

import re

from rich.cells import cell_len

# Chinese may break after every character, everything else at spaces.
PIECE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]|[^\s\u3000-\u9fff\uff00-\uffef]+|\s+")
CLOSING = "，。、：；？！）”’》…"  # no line may begin with one of these
OPENING = "（“‘《"  # nor end with one of these


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` columns; a word that is longer is cut."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(text, width):
        if cell_len(line) + cell_len(piece.rstrip()) > width and line.strip():
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return [*lines, line.rstrip()]


def _pieces(text: str, width: int) -> list[str]:
    """What must stay together: words, and characters with the punctuation they carry."""
    pieces: list[str] = []
    for piece in PIECE.findall(text):
        carried = pieces and (piece in CLOSING or pieces[-1][-1] in OPENING)
        if carried and cell_len(pieces[-1] + piece) <= width:
            pieces[-1] += piece
            continue
        while cell_len(piece) > width:
            pieces.append(piece[:width])
            piece = piece[width:]
        pieces.append(piece)
    return pieces
