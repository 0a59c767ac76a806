"""What must be true of a sample before its time counts; each fault has a name.

Pure: they judge what a case read back, so that each can be shown a planted fault.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from advisor.measure.speed.ratios import compare

DRIFT = 0.10  # of the later half of the blocks against the earlier
UNSEEN = 0.05  # of the blocks' time that may still be waited for after them
SPARE = 0.05  # processor time beyond the threads allowed
FRAMEWORKS = ("tensorflow", "jax", "torch")
OWN = {
    "keras-tensorflow": "tensorflow", "keras-jax": "jax", "keras-torch": "torch",
    "pytorch-eager": "torch", "pytorch-compile": "torch",
}  # fmt: skip


def drift(blocks: Sequence[float]) -> tuple[float, float]:
    """Of the earlier and of the later half of the blocks the fastest, in seconds.

    What comes late or early in a warm-up makes every block of a half longer; a pause, such as
    Python's collection of garbage in a large framework (0.2 seconds, once in some thousand
    updates), makes one of them longer. A single block is both halves.
    """
    half = max(1, len(blocks) // 2)
    return min(blocks[:half]), min(blocks[-half:])


def not_steady(samples: Sequence[Sequence[float]]) -> bool:
    """Whether processes become faster or slower by 10 % while they are timed.

    `samples`: the blocks of each process. As with any ratio, what its interval allows to be
    none is not claimed: blocks that take one of two times at random (short epochs of Keras on
    TensorFlow, which waits for a new data iterator now 10, now 30 ms) become longer in some
    processes and shorter in others. A warm-up that was too short shows alike in all of them.
    """
    earlier, later = zip(*map(drift, samples), strict=True)
    if len(samples) == 1:
        return bool(abs(later[0] / earlier[0] - 1) > DRIFT)
    found = compare([[x] for x in later], [[x] for x in earlier])
    return abs(found.ratio - 1) > DRIFT and not found.low <= 1 <= found.high


def not_synchronised(blocks: Sequence[float], late: float) -> bool:
    """Whether work was still running when the blocks' clock stopped.

    `late` is the time from then until the results were there. Blocks that were only
    enqueued leave most of the work to it.
    """
    return late > UNSEEN * sum(blocks)


def second_framework(lane: str, modules: Collection[str]) -> list[str]:
    """Frameworks that are loaded beside the lane's own: two of them share cores and memory."""
    return [name for name in FRAMEWORKS if name != OWN[lane] and name in modules]


def wrong_threads(read_back: Mapping[str, int], wanted: int, busy: float) -> list[str]:
    """Settings that differ from what was asked for; `busy` is processor time over wall time."""
    wrong = [f"{name}: {found}" for name, found in read_back.items() if found != wanted]
    if busy > wanted * (1 + SPARE):
        wrong.append(f"processor time / wall time: {busy:.2f}")
    return wrong


def wrong_precision(canary: float, precision: str) -> bool:
    """Whether a product that is 1024.1024 in float32 was made with other digits than asked for.

    Nothing is wrong where nothing was asked for.
    """
    return precision != "default" and (digits(canary) == "float32") != (precision == "float32")


def digits(canary: float) -> str:
    """In which precision that product was made; TF32 and bfloat16 both take 1.0001 for 1."""
    return "float32" if abs(canary - 1024.1024) < 0.05 else "TF32 / bfloat16"


def wrong_device(device: str, wanted: str) -> bool:
    """Whether a model is elsewhere than it was to be; a GPU is called cuda or gpu."""
    on_gpu = "cuda" in device or "gpu" in device
    return on_gpu != (wanted == "cuda")


def not_compiled(column: str, compiler: Mapping[str, Any]) -> bool:
    """Whether a column that claims to compile ran without: no graph, or XLA left off."""
    lane, _, variant = column.partition(" ")
    if lane == "pytorch-compile":
        return not compiler.get("graphs")
    return variant == "jit_compile" and not compiler.get("jit_compile")


def above_ceiling(share: float | None) -> bool:
    """Whether a case claims more arithmetic than this machine was seen to do."""
    return share is not None and share > 1
