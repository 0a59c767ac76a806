"""PyTorch: probes of the topic losses."""

import inspect
import math
from typing import Any

import numpy as np
import torch

from advisor.measure.defaults_pytorch import common

nn: Any = torch.nn  # probes also call what the types forbid
functional: Any = torch.nn.functional


def first_loss_argument() -> str:
    return list(inspect.signature(nn.MSELoss.forward).parameters)[1]


def functional_loss_axes() -> int:
    return len(functional.mse_loss(torch.ones(2, 3), torch.ones(2, 3)).shape)


def column_against_row() -> float:
    return float(common.quiet(lambda: nn.MSELoss()(common.f32([0], [1]), common.f32(0, 1))))


def cross_entropy_takes_logits() -> bool:
    loss, true = nn.CrossEntropyLoss(), common.f32([1, 0])
    # of logits, only the difference matters
    return torch.allclose(loss(common.f32([1, 2]), true), loss(common.f32([2, 3]), true))


def class_ids_as_targets() -> bool:
    return common.works(nn.CrossEntropyLoss(), torch.ones(2, 3), torch.tensor([1, 0]))


def class_ids_int32() -> bool:
    ids = torch.tensor([1, 0], dtype=torch.int32)
    return common.works(nn.CrossEntropyLoss(), torch.ones(2, 3), ids)


def cross_entropy_class_axis() -> int:
    # scores of 5 classes for 3 x 3 pixels of 2 images
    shapes, ids = [(2, 3, 3, 5), (2, 5, 3, 3)], torch.full((2, 3, 3), 4)
    loss = nn.CrossEntropyLoss()
    return next(s.index(5) for s in shapes if common.works(loss, torch.ones(s), ids))


def class_weight_divisor() -> int:
    # two rows of loss log 2 with weights 1 and 3: the weighted sum is 4 log 2
    made = nn.CrossEntropyLoss(weight=common.f32(1, 3))(torch.zeros(2, 2), torch.tensor([0, 1]))
    return round(4 * math.log(2) / common.number(made))


def binary_loss_at_worst() -> float:
    return float(nn.BCELoss()(common.f32([0]), common.f32([1])))


def binary_integer_targets() -> bool:
    return common.works(nn.BCEWithLogitsLoss(), common.f32([0], [0]), torch.tensor([[1], [0]]))


def kl_predictions_are_logs() -> bool:
    rows = common.f32([0.25, 0.75])
    return abs(float(common.quiet(lambda: nn.KLDivLoss()(rows, rows)))) > 1e-4


def kl_divisor() -> int:
    # two rows of four classes, each with the divergence log 4
    true, predicted = common.f32([1, 0, 0, 0], [1, 0, 0, 0]), torch.ones(2, 4) / 4
    made = common.quiet(lambda: nn.KLDivLoss()(predicted.log(), true))
    return round(2 * math.log(4) / common.number(made))


def poisson_predictions_are_logs() -> bool:
    return float(nn.PoissonNLLLoss()(common.f32([1]), common.f32([1]))) > 1.5  # 1 - log 1, or e - 1


def cosine_of_equal_vectors() -> float:
    return float(nn.CosineSimilarity()(common.f32([3, 4]), common.f32([3, 4])))


def multiclass_hinge() -> float:
    return float(nn.MultiMarginLoss()(common.f32([0, 0, 0]), torch.tensor([0])))


def ctc_time_axis() -> int:
    # two rows, six steps, three classes
    shapes = [(2, 6, 3), (6, 2, 3)]
    return next(s.index(6) for s in shapes if common.works(_ctc, torch.ones(s), 6))


def ctc_takes_logits() -> bool:
    return bool(np.isclose(_ctc(torch.ones(6, 2, 3)), _ctc(5 * torch.ones(6, 2, 3)), rtol=1e-3))


def ctc_mean() -> float:
    return _ctc(torch.zeros(3, 2, 3).log_softmax(2))


def _ctc(scores: Any, steps: int = 0) -> float:
    """CTC loss of two rows with the labels 1, 2."""
    lengths = torch.full((2,), steps or len(scores))
    return float(
        nn.CTCLoss()(scores, torch.tensor([[1, 2], [1, 2]]), lengths, torch.tensor([2, 2]))
    )
