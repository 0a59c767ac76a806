"""The figures the README states. Run with `pytest tests/benchmarks --benchmark-enable`.

Nothing here fails for being slow on a busy machine: the figures are printed and compared
by people; `test_cold_start` prints ratios of runs made side by side.
"""

import json
import random
import shutil
import subprocess
import sys
import time
from statistics import median

import pytest
from conftest import KNOWLEDGE, ROOT, checked, clean_environment

from advisor.decision import Decider
from advisor.flips import Explorer
from advisor.knowledge import Knowledge, Rule, load
from advisor.pages import derive
from advisor.robustness import shares, turns_at

# No single answer flips this one, so the search for pairs runs in full.
STRONG = {
    "area": "text", "goal": "research", "custom_training": "heavy",
    "pretrained": "hugging_face",
}  # fmt: skip
SITUATIONS = {"default": {}, "strong": STRONG}
ROUNDS = 40


def tenfold() -> Knowledge:
    """The same knowledge with nine altered copies of every rule beside it."""
    rng = random.Random(1)
    rules = list(KNOWLEDGE.rules)
    values = {q.id: list(q.values) for q in KNOWLEDGE.questions}
    for i in range(9):
        for r in KNOWLEDGE.rules:
            when = {
                q: rng.sample(values[q], min(len(v), len(values[q]) - 1)) for q, v in r.when.items()
            }
            rules.append(
                Rule(
                    id=f"{r.id}x{i}",
                    when=when,
                    effect=r.effect,
                    evidence=(),
                    text=r.text,
                    bounds=(),
                )
            )
    fields = {name: getattr(KNOWLEDGE, name) for name in Knowledge.__slots__}
    return Knowledge(**{**fields, "rules": tuple(rules)})


@pytest.fixture(params=[1, 10], ids=["as it is", "ten times the rules"])
def knowledge(request) -> Knowledge:
    return KNOWLEDGE if request.param == 1 else tenfold()


@pytest.mark.parametrize("name", SITUATIONS)
def test_one_verdict(benchmark, knowledge, name):
    """One verdict in process, from raw answers, nothing remembered. Aim: 1 ms."""

    def fresh():
        return (Decider(knowledge),), {}

    def verdict(decider):
        return decider.decide(checked(SITUATIONS[name], knowledge))

    benchmark.pedantic(verdict, setup=fresh, rounds=200)


@pytest.mark.parametrize("name", SITUATIONS)
def test_everything_around_a_verdict(benchmark, knowledge, name):
    """Index, verdict, single and double flips, tornado, shares, turning weights. Aim: 50 ms."""

    def everything():
        decider = Decider(knowledge)
        decision = decider.decide(checked(SITUATIONS[name], knowledge))
        explorer = Explorer(decider, decision)
        found = explorer.singles(), explorer.doubles(), explorer.tornado()
        return found, shares(decision), turns_at(decision)

    benchmark(everything)


@pytest.mark.parametrize("name", SITUATIONS)
def test_cold_start(request, tmp_path, capsys, name):
    """`recommend --answers FILE --json` against `python -c pass`, side by side. Aim: 3 times."""
    path = tmp_path / "a.json"
    path.write_text(json.dumps(SITUATIONS[name]), "utf-8")
    commands = {
        "pass": [sys.executable, "-c", "pass"],
        "recommend": [
            sys.executable, "-m", "advisor", "recommend", "--answers", str(path), "--json",
        ],
    }  # fmt: skip
    env = clean_environment()
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled modules are kept, as usual
    env = {k: v for k, v in env.items() if not k.startswith("COVERAGE")}
    rounds = ROUNDS if request.config.getoption("benchmark_enable") else 2
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds + 1):
        for command, argv in commands.items():
            start = time.perf_counter()
            subprocess.run(argv, check=True, stdout=subprocess.DEVNULL, env=env, cwd=ROOT)
            times[command].append(time.perf_counter() - start)
    # The first round may compile modules and fill the cache.
    seconds = {command: median(t[1:]) for command, t in times.items()}
    ratio = seconds["recommend"] / seconds["pass"]
    with capsys.disabled():
        print(
            f"\ncold start, {name}: {ratio:.2f} × python -c pass"
            f" ({1000 * seconds['recommend']:.1f} / {1000 * seconds['pass']:.1f} ms,"
            f" median of {rounds})"
        )
    assert min(times["recommend"]) > min(times["pass"])


@pytest.mark.parametrize("copies", [1, 10], ids=["as it is", "ten times the evidence"])
def test_deriving_the_site(benchmark, tree, other_home, copies):
    """Every derived page in both languages, in process, from knowledge that is loaded."""
    for path in list((tree / "evidence").glob("*/*.toml")):
        for i in range(1, copies):
            shutil.copy(path, path.with_stem(f"{path.stem}_{i}"))
    knowledge = load(str(tree))
    assert len(knowledge.evidence) == copies * len(KNOWLEDGE.evidence)
    benchmark.pedantic(derive, args=(knowledge,), rounds=3)
