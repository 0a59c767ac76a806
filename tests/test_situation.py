"""From raw answers to a checked situation, with every fault of them at once."""

import math

import pytest
from conftest import KNOWLEDGE, checked

from advisor.faults import InputError, nearest
from advisor.situation import shorten, type_name


def faults(raw: object) -> list[tuple[str, dict[str, object]]]:
    with pytest.raises(InputError) as caught:
        checked(raw)
    return [(f.message, f.params) for f in caught.value.faults]


def test_unanswered_questions_take_their_default_and_are_listed():
    """Nothing answered: every question is assumed, priorities are 3."""
    s = checked({})
    assert s.assumed == tuple(q.id for q in KNOWLEDGE.questions)
    assert s.answers == {q.id: q.default for q in KNOWLEDGE.questions}
    assert set(s.priorities.values()) == {300}


def test_given_answers_are_kept():
    """An answer is kept as it is, and no longer assumed."""
    s = checked({"area": "text", "priorities": {"performance": 4.5}})
    assert s.answers["area"] == "text"
    assert "area" not in s.assumed
    assert s.priorities["performance"] == 450


def test_questions_are_the_contract():
    """Ids, order and values of the questions are fixed."""
    values = {q.id: " ".join(q.values) for q in KNOWLEDGE.questions}
    assert values == {
        "area": "image text speech recommender tabular timeseries generative graph rl "
        "scientific multimodal other",
        "goal": "learn teach prototype production research",
        "experience": "beginner intermediate expert",
        "custom_training": "none some heavy",
        "deploy": "none server browser mobile edge microcontroller cpp tpu fpga",
        "hardware": "cpu nvidia_gpu amd_gpu apple tpu multi_gpu multi_node",
        "pretrained": "none vision audio llm hugging_face other",
        "existing_code": "none keras pytorch jax numpy r other",
        "team": "solo small large",
        "language": "python c cpp csharp cuda java javascript kotlin r swift",
    }


def test_every_fault_at_once_with_the_nearest_value():
    """An unknown question, a wrong value and a wrong type are three faults."""
    found = faults({"aera": "text", "goal": "researhc", "team": 3, "priorities": {"speed": 1}})
    assert [m for m, _ in found] == [
        "unknown_question",
        "unknown_value",
        "answer_type",
        "unknown_criterion",
    ]
    assert found[0][1]["nearest"] == "area"
    assert found[1][1]["nearest"] == "research"
    assert found[2][1]["found"] == "number"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (9, "priority_range"),
        (-1, "priority_range"),
        (5.0001, "priority_range"),
        (math.nan, "priority_range"),
        (math.inf, "priority_range"),
        (-math.inf, "priority_range"),
        (10**400, "priority_range"),
        ("3", "priority_type"),
        (True, "priority_type"),
        (None, "priority_type"),
        ([3], "priority_type"),
    ],
)
def test_a_priority_out_of_range_or_of_the_wrong_type(value, message):
    """Priorities are numbers from 0 to 5; NaN, infinity and booleans are not."""
    assert faults({"priorities": {"performance": value}})[0][0] == message


def test_priorities_must_leave_something_to_weigh():
    """All four at zero would leave nothing to decide on."""
    zero = dict.fromkeys(("ease_of_use", "performance", "flexibility", "community_support"), 0)
    assert faults({"priorities": zero})[0][0] == "priorities_all_zero"


@pytest.mark.parametrize("raw", [[], None, 3, "text", True])
def test_answers_must_be_an_object(raw):
    """Any other JSON value is refused by its name."""
    assert faults(raw) == [("not_an_object", {"found": type_name(raw)})]


@pytest.mark.parametrize("raw", [[], None, 3, "ease"])
def test_priorities_must_be_an_object(raw):
    """The same holds for priorities."""
    assert faults({"priorities": raw})[0][0] == "priorities_type"


def test_contradictory_answers_are_named():
    """CUDA kernels without a GPU cannot be; the answers are listed."""
    message, params = faults({"language": "cuda", "hardware": "tpu"})[0]
    assert message == "contradiction"
    assert params["answers"] == "language=cuda, hardware=tpu"


def test_a_default_gives_way_to_an_answer_it_contradicts():
    """CUDA kernels are not assumed to run on a CPU."""
    s = checked({"language": "cuda"})
    assert s.answers["hardware"] == "nvidia_gpu"
    assert "hardware" in s.assumed


def test_names_of_json_types_and_long_numbers():
    """Messages name JSON types, and describe numbers too long to print."""
    assert [type_name(v) for v in (None, True, 1, 1.5, "", [], {}, ())] == [
        "null", "boolean", "number", "number", "string", "array", "object", "tuple",
    ]  # fmt: skip
    assert shorten(12) == "12"
    assert shorten(-(10**400)).startswith("-10^")


def test_nearest_word():
    """The closest known word is offered, whatever was typed."""
    assert nearest("pytroch", ["keras", "pytorch"]) == "pytorch"
    assert nearest("", ["keras", "pytorch"]) in ("keras", "pytorch")
