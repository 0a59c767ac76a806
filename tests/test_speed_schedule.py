"""The order of cases: random, paired, the same for the same seed; a run's samples as a table."""

from itertools import pairwise

import pytest

from advisor.measure.speed.results import TIMED, table
from advisor.measure.speed.schedule import NULL, cells, job, order
from advisor.pairs import load_pairs
from advisor.programs import LANES, REFERENCE

PAIRS = load_pairs()
PLAN = {"cores": [[0]], "block": 0.2, "device": "cpu"}
TABLE = cells([PAIRS["quickstart"], PAIRS["cnn"]], list(LANES), ["printed", "large"])


def test_cells():
    """Sizes of each pair on each lane, the null lane always, a lane without program never."""
    groups = {c.group for c in TABLE}
    assert groups == {
        "basics.quickstart.printed", "basics.quickstart.large", "images.cnn.printed",
    }  # fmt: skip
    assert {c.column for c in TABLE} == {*LANES, NULL}
    one = cells([PAIRS["train_step"]], ["pytorch-compile"], ["printed"])
    assert [c.column for c in one] == [REFERENCE, NULL]
    assert [c.lane for c in one] == [REFERENCE, REFERENCE]
    large = next(c for c in TABLE if c.size == "large")
    assert large.build == PAIRS["quickstart"].facts["sizes"]["large"]


def test_tuned_variants_stand_beside_their_lanes():
    """Each with the lane it is a variant of, the reference and the null lane; nothing else."""
    tuned = cells(
        [PAIRS["detection"], PAIRS["question"]], ["pytorch-eager", "keras-jax"], ["tuned"]
    )
    assert [c.column for c in tuned] == [REFERENCE, NULL, f"{REFERENCE} channels_last"]
    variant = job(tuned[2], 1, PLAN)
    assert variant["lane"] == REFERENCE
    assert "channels_last" in variant["edits"][0][1]
    assert job(tuned[1], 1, PLAN)["edits"] == []
    both = cells([PAIRS["detection"]], list(LANES), ["printed", "tuned"])
    assert [c.column for c in both] == [
        *LANES, NULL, f"{REFERENCE} channels_last", "pytorch-compile channels_last",
    ]  # fmt: skip


def test_precisions_are_groups_of_their_own():
    """float32 without a word, the others by name; every job is told its own."""
    both = cells([PAIRS["cnn"]], [], ["printed"], ["float32", "bfloat16"])
    assert {c.group for c in both} == {"images.cnn.printed", "images.cnn.printed.bfloat16"}
    assert job(both[-1], 1, PLAN)["precision"] == "bfloat16"


def test_a_replica_is_a_size_of_its_own():
    """Only where it is asked for, with the arguments of its facts."""
    pairs = [PAIRS["vit"], PAIRS["bert"]]
    assert {c.size for c in cells(pairs, list(LANES), ["printed", "large", "tuned"])} == {"printed"}
    found = cells(pairs, list(LANES), ["replica"])
    assert {c.group for c in found} == {"images.vit.replica", "text.bert.replica"}
    assert {c.column for c in found} == {*LANES, NULL}
    assert all(c.build == c.pair.facts["sizes"]["replica"] for c in found)


def test_order():
    """Every cell once a round, a group at a time, shuffled anew, repeatable."""
    steps = list(order(TABLE, 10, seed=1))
    assert steps == list(order(TABLE, 10, seed=1)) != list(order(TABLE, 10, seed=2))
    assert len(steps) == 10 * len(TABLE)
    firsts = set()
    for number in range(1, 11):
        ran = [c for n, c in steps if n == number]
        assert sorted(c.name(0) for c in ran) == sorted(c.name(0) for c in TABLE)
        groups = [c.group for c in ran]
        assert len([g for g, h in pairwise(groups) if g != h]) == 2
        firsts.add(ran[0].column)
    assert len(firsts) > 1
    assert len({c.name(n) for n, c in steps}) == len(steps)


def test_job():
    """What a process is told, ready for JSON."""
    told = job(TABLE[0], 3, PLAN)
    assert (told["lane"], told["round"], told["threads"]) == (TABLE[0].lane, 3, 1)


def sample(column, number, seconds=0.2, **changed):
    lane = column.partition(" ")[0]
    framework = "jax" if lane == "keras-jax" else "torch"
    record = {
        "iterations": 1, "unit": 100, "late": 0.0, "busy": 1.0, "threads": {},
        "compiler": {"graphs": 1}, "frameworks": [framework], "import": 1.0, "first_step": 2.0,
        "start": 3.0, "canary": 1024.1024, "device": "cpu",
        "seconds": [seconds * (1 + 0.001 * ((number * 7 + i) % 5)) for i in range(5)],
    }  # fmt: skip
    made = {
        "group": "a.b.printed", "column": column, "lane": lane, "round": number, "threads": 1,
        "status": "ok", "message": "", "failures": {}, "precision": "float32", "device": "cpu",
        "benchmarks": [record | {"measure": name} for name in TIMED],
    }  # fmt: skip
    return made | changed


def lines(*samples):
    return {(x.column, x.measure): x for x in table(samples)}


def rounds(column, count=10, **changed):
    return [sample(column, n, **changed) for n in range(1, count + 1)]


def test_table():
    """Medians by update or call, ratios to plain PyTorch, words."""
    found = lines(*rounds(REFERENCE), *rounds(NULL), *rounds("keras-jax", seconds=0.1))
    line = found["keras-jax", "training"]
    assert line.value == pytest.approx(0.001, rel=0.01)
    assert line.ratio.ratio == pytest.approx(0.5, rel=0.01)
    assert (line.word, line.status) == ("faster", "ok")
    assert found["keras-jax", "inference_1"].value == pytest.approx(0.1, rel=0.01)
    assert found[REFERENCE, "training"].ratio is None
    assert found[NULL, "training"].word is None
    assert line.to_json()["against"][REFERENCE]["rounds"] == 10
    assert found[NULL, "import"].to_json()["against"][REFERENCE]["ratio"] == 1


def test_what_is_compared_with_what():
    """Keras with plain and compiled PyTorch, a variant with its own lane only."""
    found = lines(
        *rounds(REFERENCE), *rounds(NULL), *rounds("pytorch-compile", seconds=0.05),
        *rounds("keras-jax", seconds=0.1), *rounds("keras-jax tuned", seconds=0.05),
    )  # fmt: skip
    keras = found["keras-jax", "training"].against
    assert [(base, round(x.interval.ratio, 1)) for base, x in keras.items()] == [
        (REFERENCE, 0.5), ("pytorch-compile", 2.0),
    ]  # fmt: skip
    variant = found["keras-jax tuned", "training"].against
    assert [(base, round(x.interval.ratio, 1)) for base, x in variant.items()] == [
        ("keras-jax", 0.5)
    ]


def test_when_a_longer_start_is_won_back():
    """Extra seconds over the seconds saved by an update; never where none are saved."""
    slow_start = rounds("pytorch-compile", seconds=0.1)
    for one in slow_start:
        one["benchmarks"][0]["start"] = 13.0
    found = lines(*rounds(REFERENCE), *rounds(NULL), *slow_start, *rounds("keras-jax", seconds=0.3))
    assert found["pytorch-compile", "training"].breakeven == pytest.approx(10_000, rel=0.01)
    assert found["keras-jax", "training"].breakeven is None
    assert found["pytorch-compile", "inference_1"].breakeven is None
    assert found[NULL, "training"].breakeven is None


def test_what_the_gate_refused_is_shown():
    """A line with the reason for everything that was not timed."""
    found = table(rounds(REFERENCE), refused={("a.b.printed", "keras-jax"): ("refused", "sgd")})
    shown = [x for x in found if x.column == "keras-jax"]
    assert {(x.status, x.message, x.value) for x in shown} == {("refused", "sgd", None)}
    assert [x.measure for x in shown] == list(TIMED)


def test_only_complete_rounds_are_compared():
    """A run that was interrupted within a round: that round waits for its other lanes."""
    found = lines(*rounds(REFERENCE, 5), *rounds(NULL, 4), *rounds("keras-jax", 3))
    assert found["keras-jax", "training"].ratio.rounds == 3


@pytest.mark.parametrize(
    ("changed", "status", "message"),
    [
        ({"status": "crashed", "message": "why", "benchmarks": []}, "crashed", "why"),
        ({"failures": {"training": "no"}}, "failed", "no"),
        ({"threads": 2}, "ok", ""),
    ],
)
def test_a_cell_that_failed_shows_it_and_has_no_time(changed, status, message):
    """One bad process voids the cell, and the others stand."""
    bad = [*rounds("keras-jax", 9), sample("keras-jax", 10, **changed)]
    found = lines(*rounds(REFERENCE), *rounds(NULL), *bad)
    line = found["keras-jax", "training"]
    assert (line.status, line.message) == (status, message)
    assert (line.value is None) == (status != "ok")
    assert found[NULL, "training"].ratio is not None


def test_a_planted_fault_voids_its_cell_and_a_few_disturbed_samples_do_not():
    """A second framework once; drift in four of ten processes and in six of ten."""

    def drifting(count):
        made = rounds("keras-jax")
        for one in made[:count]:
            for record in one["benchmarks"]:
                record["seconds"] = [0.2, 0.22, 0.24, 0.26, 0.28]
        return lines(*rounds(REFERENCE), *rounds(NULL), *made)["keras-jax", "training"]

    assert drifting(4).status == "ok"
    assert drifting(6).status == "not_steady"
    beside = rounds("keras-jax")
    beside[4]["benchmarks"][0]["frameworks"] = ["tensorflow", "jax"]
    found = lines(*rounds(REFERENCE), *rounds(NULL), *beside)
    line = found["keras-jax", "training"]
    assert (line.status, line.message) == ("second_framework", "tensorflow")


def test_no_reference_no_ratio():
    """Without plain PyTorch a time stands alone."""
    broken = rounds(REFERENCE, status="crashed", message="why", benchmarks=[])
    found = lines(*broken, *rounds("keras-jax"))
    line = found["keras-jax", "training"]
    assert line.ratio is None
    assert line.value is not None


def test_a_measure_that_is_not_there():
    """A series that no process recorded has no time and is no zero."""
    bare = rounds("keras-jax")
    for one in bare:
        one["benchmarks"] = one["benchmarks"][1:]
        one["failures"] = {"training": "no fit"}
    found = lines(*rounds(REFERENCE), *rounds(NULL), *bare)
    assert found["keras-jax", "training"].value is None
    assert found["keras-jax", "import"].value == 1.0


def test_whole_programs():
    """Only the rounds that ran one count; a figure beyond its limit voids its time."""
    program = {"status": "ok", "message": "", "holds": True, "seconds": 3.0, "peak": 2048}

    def ran(column, **changed):
        made = rounds(column)
        for one in made[:3]:
            one["program"] = program | changed
        return made

    found = lines(
        *ran(REFERENCE), *ran(NULL), *ran("keras-jax", seconds=6.0), *rounds("keras-torch")
    )
    assert found["keras-jax", "program"].ratio.ratio == pytest.approx(2)
    assert found["keras-jax", "peak"].value == 2048
    assert found["keras-jax", "peak"].word == "tie"
    assert ("keras-torch", "program") not in found
    for changed, status in (({"holds": False}, "below"), ({"status": "crashed"}, "crashed")):
        bad = lines(*ran(REFERENCE), *ran(NULL), *ran("keras-jax", **changed))
        assert bad["keras-jax", "program"].status == status
        assert bad["keras-jax", "peak"].value is None


def test_more_arithmetic_than_the_machine_can_do_voids_a_time():
    """A share of the ceiling for every lane; above 1 there is no time and no ratio."""
    every = [*rounds(REFERENCE), *rounds(NULL), *rounds("keras-jax", seconds=0.1)]
    for one in every:
        one["benchmarks"][0]["operations"] = 10**6 if one["column"] == REFERENCE else None
    found = {(x.column, x.measure): x for x in table(every, {"float32": 1e9})}
    assert found[REFERENCE, "training"].share == pytest.approx(0.5, rel=0.01)
    assert found["keras-jax", "training"].status == "ok"
    found = {(x.column, x.measure): x for x in table(every, {"float32": 0.8e9, "bfloat16": 9e9})}
    assert found["keras-jax", "training"].status == "above_ceiling"
    assert found["keras-jax", "training"].value is None
    assert found[NULL, "training"].ratio is not None
