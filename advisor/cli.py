"""Parse, call, print. stdout carries the result only; everything else goes to stderr.

Exit codes: 0 answered, 2 bad input (every fault listed), 1 our own failure, 130 stopped
with Ctrl-C.
"""

import io
import os
import sys
from importlib import import_module

from advisor.faults import InputError, KnowledgeError, fault, nearest
from advisor.knowledge import LANGUAGES, Knowledge, load
from advisor.messages import Messages, printable
from advisor.options import Parser, asked_language

COMMANDS = (
    "recommend", "explain", "compare", "evidence", "rules", "cases", "snippets", "equal", "measure",
    "site",
)  # fmt: skip


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    words = sys.argv[1:] if argv is None else argv
    # Streams that the caller has closed are None.
    sys.stdin = sys.stdin or io.TextIOWrapper(io.BytesIO())
    sys.stderr = sys.stderr or io.StringIO()
    if sys.stdout is None:
        sys.stdout = io.StringIO()
        print("error: standard output is closed / 标准输出已关闭", file=sys.stderr)
        return 1
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that cannot show a character
            stream.reconfigure(errors="backslashreplace")
    try:
        knowledge = load()
    except KnowledgeError as error:
        return _broken(error)
    say = Messages(knowledge, language(words))
    try:
        code = run(words, knowledge, say)
        sys.stdout.flush()
        return code
    except InputError as error:
        for found in error.faults:
            print(printable(say("fault.prefix", text=say.fault(found))), file=sys.stderr)
        return 2
    except KnowledgeError as error:  # in files that only some commands read
        return _broken(error)
    except KeyboardInterrupt:
        print("\n" + say("ask.quit"), file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader has seen enough, as in `… | head`
        _let_go_of_stdout()
        return 0
    except OSError as error:  # a full disk, for one
        _let_go_of_stdout()
        text = say("fault.cannot_write", reason=error.strerror)
        print(say("fault.prefix", text=text), file=sys.stderr)
        return 1


def _broken(error: KnowledgeError) -> int:
    print("error: the advisor's own data is broken / 选型顾问的数据有误：", file=sys.stderr)
    print(*(f"  {line}" for line in error.lines), sep="\n", file=sys.stderr)
    return 1


def _let_go_of_stdout() -> None:
    """What is still to be written there goes nowhere, so that leaving raises nothing."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def language(words: list[str]) -> str:
    """The language asked for, else that of the locale, else English."""
    asked = asked_language(words)
    if asked in LANGUAGES:
        return str(asked)
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((os.environ[n] for n in names if os.environ.get(n)), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def run(words: list[str], knowledge: Knowledge, say: Messages) -> int:
    """Find the command and let it work."""
    name = words[0] if words and not words[0].startswith("-") else ""
    if name not in ("", *COMMANDS):
        close = nearest(name, list(COMMANDS))
        raise InputError([fault("unknown_command", word=name, nearest=close)])
    command = import_module(f"advisor.commands.{name or 'ask'}")
    parser = Parser(name, say)
    command.add_options(parser, knowledge)
    given = parser.read(words[1:] if name else words)
    if "--help" in given.flags:
        from advisor.help import show

        show(parser, COMMANDS)
        return 0
    if "--words" in given.flags:
        from advisor.help import words as completion

        print(completion(parser, COMMANDS))
        return 0
    code: int = command.run(given, knowledge, say)
    return code
