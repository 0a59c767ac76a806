"""The equality gate for real: equal pairs pass, and every planted fault is refused.

A gate that never refuses proves nothing. Each fault changes one line of one program, as
somebody porting code would get it wrong, and names the stages of which one must refuse it.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from advisor.measure.gate import gate, judge
from advisor.measure.processes import Workers
from advisor.pairs import Pair, load_pairs

PAIRS = load_pairs()
FACTS = {
    **PAIRS["quickstart"].facts, "rows": 60, "band": 0.01, "sgd_rate": 0.05, "skipped": {},
}  # fmt: skip
TINY = Pair(topic="tiny", chapter="tests", folder=Path(__file__).parent, facts=FACTS)


class Fault(NamedTuple):
    name: str
    topic: str
    side: str
    old: str
    new: str
    stages: set[str]


LOSS = "loss = loss_fn(model(x), y)"
FAULTS = [
    Fault("softmax twice", "quickstart", "pytorch", LOSS,
          "loss = loss_fn(torch.softmax(model(x), dim=1), y)", {"gradient", "sgd"}),
    Fault("softmax in the model and logits expected", "quickstart", "keras",
          "keras.layers.Dense(10)", 'keras.layers.Dense(10, activation="softmax")', {"forward"}),
    Fault("logits taken for probabilities", "quickstart", "keras", "from_logits=True",
          "from_logits=False", {"gradient", "sgd"}),
    Fault("lost bias", "quickstart", "pytorch", "nn.Linear(units, 10)",
          "nn.Linear(units, 10, bias=False)", {"forward"}),
    Fault("lost activation", "quickstart", "pytorch", "nn.ReLU()", "nn.Identity()", {"forward"}),
    Fault("skipped update", "quickstart", "pytorch", "optimizer.step()",
          "optimizer.step() if len(losses) % 2 else None", {"updates", "sgd", "gradient"}),
    Fault("two updates for one batch", "quickstart", "pytorch", "optimizer.step()",
          "optimizer.step(), optimizer.step()", {"updates", "sgd", "gradient"}),
    Fault("sum for mean", "quickstart", "pytorch", "nn.CrossEntropyLoss()",
          'nn.CrossEntropyLoss(reduction="sum")', {"gradient", "sgd"}),
    Fault("shifted labels", "quickstart", "pytorch", "torch.tensor(labels,",
          "torch.tensor((labels + 1) % 10,", {"data"}),
    Fault("labels shuffled apart from inputs", "quickstart", "pytorch", "TensorDataset(*data)",
          "TensorDataset(data[0], data[1].flip(0))", {"gradient", "sgd"}),
    Fault("batches not shuffled", "quickstart", "pytorch", "shuffle=True", "shuffle=False",
          {"shuffles"}),
    Fault("batches not shuffled by fit", "quickstart", "keras", "verbose=0)\n    return history",
          "verbose=0, shuffle=False)\n    return history", {"shuffles"}),
    Fault("last short batch dropped", "quickstart", "pytorch", "shuffle=True)",
          "shuffle=True, drop_last=True)", {"updates", "epoch"}),
    Fault("mean over batches, not rows", "quickstart", "pytorch",
          "total += loss.item() * len(x)",
          "total += loss.item() * len(loader.dataset) / len(loader)", {"epoch"}),
    Fault("gradients not zeroed", "quickstart", "pytorch", "optimizer.zero_grad()", "pass",
          {"sgd"}),
    Fault("data in another scale", "quickstart", "pytorch", "images / 255", "images / 256",
          {"data"}),
    Fault("data in half precision", "quickstart", "keras", 'astype("float32")',
          'astype("float16").astype("float32")', {"data"}),
    Fault("another learning rate", "quickstart", "pytorch", "lr=1e-3", "lr=3e-3", {"optimizer"}),
    Fault("another optimizer", "quickstart", "keras", "keras.optimizers.Adam(",
          "keras.optimizers.RMSprop(", {"optimizer"}),
    Fault("weight decay inside Adam", "tiny", "pytorch", "torch.optim.AdamW(",
          "torch.optim.Adam(", {"optimizer"}),
    Fault("learning-rate schedule left out", "tiny", "pytorch", "scheduler.step()", "pass",
          {"optimizer"}),
    Fault("another epsilon", "tiny", "pytorch", "nn.BatchNorm2d(4)",
          "nn.BatchNorm2d(4, eps=1e-3)", {"forward"}),
    Fault("batch-norm momentum copied unconverted", "tiny", "pytorch", "nn.BatchNorm2d(4)",
          "nn.BatchNorm2d(4, momentum=0.9)", {"state"}),
    Fault("evaluation mode left on", "tiny", "pytorch", "    model.train()\n", "    model.eval()\n",
          {"gradient", "sgd", "state"}),
    Fault("training mode at inference", "tiny", "keras", "self.image(images, training=training)",
          "self.image(images, training=True)", {"forward"}),
    Fault("dropout left on", "tiny", "pytorch", "nn.Dropout(dropout)", "nn.Dropout(0.5)",
          {"gradient", "sgd"}),
    Fault("channel order", "tiny", "pytorch", "torch.tensor(images)",
          "torch.tensor(images[..., ::-1].copy())", {"data"}),
    Fault("layout reshaped instead of permuted", "tiny", "pytorch", ".permute(0, 3, 1, 2)",
          ".reshape(-1, 2, 6, 6)", {"data"}),
    Fault("other padding", "tiny", "pytorch", "nn.Conv1d(8, 8, 3, padding=1)",
          'nn.Conv1d(8, 8, 3, padding=1, padding_mode="replicate")', {"forward"}),
    Fault("other number of heads", "tiny", "pytorch", "nn.MultiheadAttention(8, 2,",
          "nn.MultiheadAttention(8, 4,", {"forward"}),
    Fault("absolute for squared error", "tiny", "pytorch", "nn.functional.mse_loss(model(image",
          "nn.functional.l1_loss(model(image", {"gradient", "sgd"}),
    Fault("first for last state", "tiny", "pytorch", "self.lstm(w)[0]", "self.lstm(w)[0].flip(1)",
          {"forward"}),
    Fault("padding mask left out", "transformer", "keras", "attention(x, x, attention_mask=mask)",
          "attention(x, x)", {"forward"}),
    Fault("another gelu", "transformer", "keras", 'activation="gelu"',
          "activation=lambda x: keras.activations.gelu(x, approximate=True)", {"forward"}),
    Fault("words padded on the other side", "lstm", "keras",
          "[[0] * (LENGTH - len(row)) + row for", "[row + [0] * (LENGTH - len(row)) for", {"data"}),
]  # fmt: skip
LANE = {"pytorch": "pytorch-eager", "keras": "keras-torch"}


@pytest.fixture(scope="module")
def workers():
    with Workers(2, time_limit=300) as found:
        yield found


@pytest.fixture(scope="module")
def healthy(workers):
    """The reference trial of a pair, made once, with the file of its first weights."""
    made = {}

    def reference(pair):
        if pair.topic not in made:
            outcome = workers.run(job(pair, "pytorch-eager", pair.file("pytorch-eager"), None))
            assert outcome.status == "ok", outcome.message
            with np.load(outcome.arrays) as arrays:
                own = {n[8:]: arrays[n] for n in arrays.files if n.startswith("weights.")}
            place = workers.folder / f"{pair.topic}.healthy.npz"
            np.savez(place, **own)
            made[pair.topic] = outcome, place
        return made[pair.topic]

    return reference


def job(pair, lane, file, weights):
    return {
        "kind": "trial", "pair": pair.id, "file": str(file), "lane": lane,
        "rows": pair.facts["rows"], "sgd_rate": pair.facts["sgd_rate"],
        "weights": weights and str(weights), "edits": [],
    }  # fmt: skip


def gated(workers, pairs, lanes):
    return {(row.pair, row.lane): row for row in gate(workers, pairs, set(lanes))}


def test_every_kind_of_layer_is_equal(workers):
    """The tiny pair holds every kind of layer the gate knows; Keras and PyTorch agree."""
    rows = gated(workers, [TINY], ["keras-jax"])
    assert rows["tests/tiny", "pytorch-eager"].status == "reference"
    row = rows["tests/tiny", "keras-jax"]
    assert (row.status, row.message) == ("equal", "")
    assert {s.name for s in row.stages} == {
        "data", "forward", "gradient", "sgd", "state", "updates", "shuffles", "optimizer",
    }  # fmt: skip


def test_what_cannot_be_compared_is_refused_by_name(workers, tmp_path):
    """An LSTM of two layers has weights the layouts do not know; the trial says so."""
    source = TINY.file("pytorch-eager")
    deeper = source.read_text("utf-8").replace("nn.LSTM(8, 8,", "nn.LSTM(8, 8, num_layers=2,")
    broken = tmp_path / source.name
    broken.write_text(deeper, "utf-8")
    outcome = workers.run(job(TINY, "pytorch-eager", broken, None))
    assert outcome.status == "crashed"
    assert outcome.message == "ValueError: only LSTM of one layer and one direction can be compared"


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f.name)
def test_a_planted_fault_is_refused(fault: Fault, workers, healthy, tmp_path):
    """One changed line, and the stage that must see it does."""
    pair = TINY if fault.topic == "tiny" else PAIRS[fault.topic]
    lane = LANE[fault.side]
    source = pair.file(lane)
    text = source.read_text("utf-8")
    assert text.count(fault.old) >= 1, "the line to be changed is not there"
    broken = tmp_path / source.name
    broken.write_text(text.replace(fault.old, fault.new), "utf-8")
    reference, weights = healthy(pair)
    outcome = workers.run(job(pair, lane, broken, weights))
    assert outcome.status == "ok", outcome.message
    # judged as any other lane would be
    row = judge(pair, "keras-torch", outcome, reference)
    assert row.status == "refused"
    assert fault.stages & {s.name for s in row.stages if not s.passed}, row.message


def test_faults_are_many_and_of_different_kinds():
    """At least sixteen, on both sides, seen by every stage."""
    assert len({f.name for f in FAULTS}) == len(FAULTS) >= 16
    assert {f.side for f in FAULTS} == {"keras", "pytorch"}
    assert set.union(*(f.stages for f in FAULTS)) >= {
        "data", "forward", "gradient", "sgd", "state", "updates", "shuffles", "optimizer", "epoch",
    }  # fmt: skip


@pytest.mark.slow
def test_every_pair_is_equal_on_every_lane(workers):
    """The whole gate, tuned variants too: nothing crashed, nothing left out, nothing refused
    but the optimizer of Keras on TensorFlow where words repeat (probe `repeated_words`)."""
    rows = gated(workers, list(PAIRS.values()), {x for p in PAIRS.values() for x in p.columns()})
    wrong = {
        k: (r.status, r.message) for k, r in rows.items() if r.status not in ("equal", "reference")
    }
    (key,) = wrong
    row = rows[key]
    assert (row.pair, row.lane, row.status) == ("text/bert", "keras-tensorflow", "refused")
    assert [s.name for s in row.stages if not s.passed] == ["optimizer"]
    assert len(rows) == sum(len(p.columns()) for p in PAIRS.values())


@pytest.mark.slow
def test_what_the_compiler_cannot_run_is_still_so(workers):
    """The one program `torch.compile` refuses, and the setting its message names."""
    refused = [p for p in PAIRS.values() if p.reason("pytorch-compile")]
    assert [p.topic for p in refused] == ["train_step"]
    (pair,) = refused
    outcome = workers.run(job(pair, "pytorch-compile", pair.file("pytorch-eager"), None))
    assert outcome.status == "crashed"
    assert "torch._functorch.config.donated_buffer=False" in outcome.message
