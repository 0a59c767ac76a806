"""Bad input on the command line and in files: exit 2, every fault, never a traceback."""

import pytest

BAD = [
    (["recommend", "--area", "txt"], ['area does not accept "txt"; nearest value: text']),
    (["recommend", "--aera", "text"], ["unknown option --aera; nearest: --area"]),
    (
        ["recommend", "--aera=text", "--goal", "win"],
        ["unknown option --aera", "goal does not accept"],
    ),
    (["recommend", "--area"], ["--area needs a value"]),
    (["recommend", "--area", "--json"], ["--area needs a value"]),
    (["recommend", "--area="], ["--area needs a value"]),
    (["recommend", "--area", "text", "--area", "image"], ["--area is given more than once"]),
    (["recommend", "--area", "text", "--area", "text"], ["--area is given more than once"]),
    (["recommend", "text"], ['unexpected word "text"']),
    (["recommend", "--json=yes"], ['unexpected word "yes"']),
    (["recommend", "--lang", "fr"], ['--lang does not accept "fr"']),
    (["recommend", "--priority", "speed=3"], ["priorities has no criterion speed"]),
    (
        ["recommend", "--priority", "performance=9"],
        ["priorities.performance must be 0 to 5, got 9"],
    ),
    (["recommend", "--priority", "performance=nan"], ["got nan"]),
    (["recommend", "--priority", "performance"], ["--priority must be"]),
    (
        ["recommend", "--priority", "performance=1", "--priority", "performance=2"],
        ["--priority performance is given more than once"],
    ),
    (
        ["recommend", "--language", "cuda", "--hardware", "apple"],
        ["language=cuda, hardware=apple", "CUDA kernels need"],
    ),
    (["recommend", "--json", "--markdown"], ["--json and --markdown cannot be given together"]),
    (["recomend"], ['unknown command "recomend"; nearest: recommend']),
    (["recommend", "--answers", "missing.json"], ["missing.json: no such file"]),
    (["recommend", "--answers", "."], [".: is a directory"]),
    (["recommend", "--answers", "a\0b"], ["cannot be read"]),
    (["evidence", "instal_size"], ["there is no evidence instal_size; nearest: "]),
    (["evidence", "--kind", "rumour"], ['--kind does not accept "rumour"']),
    (["evidence", "--stale", "-5"], ["--stale must be"]),
    (["evidence", "--stale", "99999999999"], ["--stale must be"]),
    (["rules", "E99"], ["there is no rule E99"]),
    (["rules", "--criterion", "speed"], ['--criterion does not accept "speed"']),
    (["cases"], ["cases needs a value"]),
    (["cases", "missing.json"], ["missing.json: no such file"]),
    (["compare", "one.json"], ["compare needs at least two", "one.json: no such file"]),
]


@pytest.mark.parametrize(("words", "expected"), BAD)
def test_bad_input_exits_with_2(run, words, expected):
    """Nothing on stdout, every fault on stderr, each a line that says what to do."""
    code, out, err = run(*words)
    assert code == 2
    assert out == ""
    assert all(line.startswith("error: ") for line in err.splitlines())
    for text in expected:
        assert text in err


def test_all_faults_of_options_and_file_at_once(run, tmp_path):
    """Faults of the command line and of the file come in one go, in Chinese too."""
    path = tmp_path / "a.json"
    path.write_text('{"goal": "win", "area": "txt", "area": "text"}', "utf-8")
    code, _, err = run("recommend", "--answers", str(path), "--team", "huge", "--lang", "zh")
    assert code == 2
    assert len(err.splitlines()) == 2  # the repeated key makes the file unusable
    path.write_text('{"goal": "win", "area": "txt"}', "utf-8")
    err = run("recommend", "--answers", str(path), "--team", "huge", "--lang", "zh")[2]
    assert len(err.splitlines()) == 3
    assert all(line.startswith("错误：") for line in err.splitlines())


FILES = {
    "malformed": (b'{"area": ', "not valid JSON at line 1, column 10"),
    "not UTF-8": ('{"area": "tëxt"}'.encode("latin-1"), "not UTF-8 at byte 11"),
    "array": (b"[1, 2]", "must be one JSON object, found array"),
    "empty": (b"", "not valid JSON"),
    "repeated": (b'{"area": "text", "area": "image"}', "area is given more than once"),
    "repeated priority": (
        b'{"priorities": {"performance": 1, "performance": 2}}',
        "performance is given more than once",
    ),
    "deep": (b"[" * 100_000, "nested too deeply"),
    "huge number": (b'{"team": ' + b"9" * 5000 + b"}", "a number too long"),
    "NaN": (b'{"priorities": {"performance": NaN}}', "must be 0 to 5, got nan"),
    "Infinity": (b'{"priorities": {"performance": -Infinity}}', "must be 0 to 5, got -inf"),
    "many keys": (
        b"{" + b",".join(b'"k%d": 1' % i for i in range(200)) + b', "k1": 2}',
        "k1 is given more than once",
    ),
    "surrogate": (b'{"area": "\\ud800"}', "area does not accept"),
}


@pytest.mark.parametrize("name", FILES)
def test_broken_answers_files(run, tmp_path, name):
    """Each kind of broken file is exit 2 with its place, never a traceback."""
    data, expected = FILES[name]
    path = tmp_path / "a.json"
    path.write_bytes(data)
    code, out, err = run("recommend", "--json", "--answers", str(path))
    assert (code, out) == (2, "")
    assert expected in err


def test_a_huge_file_is_refused_without_reading_it(run, tmp_path):
    """A hundred megabytes are not read into memory."""
    path = tmp_path / "big.json"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    code, _, err = run("recommend", "--answers", str(path))
    assert code == 2
    assert "larger than 1000 kB" in err


def test_unreadable_file(run, tmp_path, monkeypatch):
    """What the system says of a file that cannot be opened is passed on."""

    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("advisor.answers.open", refuse, raising=False)
    code, _, err = run("recommend", "--answers", str(tmp_path / "a.json"))
    assert code == 2
    assert "Permission denied" in err
