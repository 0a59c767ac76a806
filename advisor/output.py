"""JSON on stdout, without what only text for people needs."""

import json
import sys


def print_json(document: object) -> None:
    """One JSON document on stdout; escaped where the terminal's encoding needs it."""
    readable = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    print(json.dumps(document, ensure_ascii=not readable, indent=1))
