"""The interview: answers, skip, back, quit; nothing is asked without a terminal."""

import builtins

import pytest
from conftest import KNOWLEDGE

from advisor.commands import ask

SKIP_ALL = [""] * 14


@pytest.fixture
def terminal(monkeypatch):
    """Pretend that both ends are terminals and type what the test says."""

    def type_in(replies):
        rest = iter(replies)

        def answer(prompt):
            print(prompt, end="")
            reply = next(rest)
            if isinstance(reply, type):
                raise reply
            return reply

        monkeypatch.setattr(ask.sys.stdin, "isatty", lambda: True)
        monkeypatch.setattr(ask.sys.stdout, "isatty", lambda: True)
        monkeypatch.setattr(builtins, "input", answer)

    return type_in


def test_skipping_everything_gives_the_default(run, terminal):
    """Ten questions, then priorities, then the verdict; no score before the priorities."""
    terminal(SKIP_ALL)
    code, out, err = run()
    assert (code, err) == (0, "")
    assert out.index("What matters to you?") < out.index("Scores, 0 to 10")
    for q in KNOWLEDGE.questions:
        assert q.text["en"] in out


def test_answers_by_number_or_name(run, terminal):
    """A number or a value answers; anything else is asked again."""
    terminal(["speech", "99", "what", "2", *[""] * 8, "6", "5", "", "3", "0"])
    code, out, _ = run("--lang", "en")
    assert code == 0
    assert out.count("Type a number from 1 to 5") == 2
    assert out.count("Type 0, 1, 2, 3, 4 or 5") == 1
    assert "(--area)" not in out
    assert "--area speech" in out
    assert "--priority ease_of_use=5" in out


def test_back_changes_an_answer(run, terminal):
    """`b` goes back one question; at the first it stays there; an answer can be taken back."""
    terminal(["b", "text", "b", "image", *[""] * 9, "b", "", *[""] * 4])
    code, out, _ = run()
    assert code == 0
    assert out.count("1/10") == 3
    assert out.count("10/10") == 2


def test_all_priorities_zero_are_asked_again(run, terminal):
    """Four zeros leave nothing to weigh."""
    terminal([*[""] * 10, *["0"] * 4, *["1"] * 4])
    code, out, _ = run()
    assert code == 0
    assert "All four are 0" in out
    assert out.count("What matters to you?") == 2


@pytest.mark.parametrize("reply", ["q", "Q", EOFError])
def test_quit(run, terminal, reply):
    """q and end of input leave with a word and no verdict."""
    terminal(["text", reply])
    code, out, err = run("--lang", "zh")
    assert code == 0
    assert "得分" not in out
    assert "没有保存" in err


def test_ctrl_c_in_the_interview(run, terminal):
    """Ctrl-C leaves cleanly too."""
    terminal([KeyboardInterrupt])
    code, _, err = run()
    assert code == 130
    assert "Stopped" in err


def test_without_a_terminal_nothing_is_asked(run):
    """The default situation is answered, and stderr says so."""
    code, out, err = run()
    assert code == 0
    assert "too close to call" in out
    assert "Not a terminal" in err


def test_options_without_a_command_are_a_recommendation(run):
    """`python -m advisor --deploy fpga` answers at once."""
    code, out, err = run("--deploy", "fpga", "--json")
    assert (code, err) == (0, "")
    assert '"deploy": "fpga"' in out


def test_a_contradiction_is_asked_again_at_once(run, terminal):
    """An answer that cannot hold with an earlier one is refused where it is given."""
    terminal([*[""] * 5, "cpu", *[""] * 3, "cuda", "python", *[""] * 4])
    code, out, _ = run()
    assert code == 0
    assert "contradict each other" in out
    assert "--hardware cpu" in out


def test_labels_full_width_and_words(run, terminal):
    """The label shown is an answer too; a Chinese keyboard and spelt-out words are understood."""
    terminal(["文本与语言", "返回", "２", "ｑ"])
    code, out, _ = run("--lang", "zh")
    assert code == 0
    assert "按回车取“文本与语言”" in out


def test_going_back_keeps_the_earlier_answer(run, terminal):
    """Enter takes what is shown: the answer given before."""
    terminal(["text", "b", "", *[""] * 9, "5", "b", "", "", "", ""])
    code, out, _ = run()
    assert code == 0
    assert "--area text" in out
    assert "Enter for 5" in out
    assert "--priority ease_of_use=5" in out
