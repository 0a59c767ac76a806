"""Keras: probes of the topic losses."""

import inspect
import math
from typing import Any

import keras
import numpy as np

from advisor.measure.defaults_keras import common

Array = Any  # numpy.ndarray


def first_loss_argument() -> str:
    return next(iter(inspect.signature(keras.losses.MeanSquaredError().call).parameters))


def functional_loss_axes() -> int:
    return len(keras.losses.mean_squared_error(common.ones(2, 3), common.ones(2, 3)).shape)


def column_against_row() -> float:
    return common.number(keras.losses.MeanSquaredError()(common.f32(0, 1), common.f32([0], [1])))


def cross_entropy_takes_logits() -> bool:
    loss, true = keras.losses.CategoricalCrossentropy(), common.f32([1, 0])
    # of logits, only the difference matters
    return bool(
        np.isclose(
            common.number(loss(true, common.f32([1, 2]))),
            common.number(loss(true, common.f32([2, 3]))),
        )
    )


def class_ids_as_targets() -> bool:
    loss = keras.losses.CategoricalCrossentropy(from_logits=True)
    return common.works(loss, np.array([1, 0]), common.ones(2, 3))


def class_ids_int32() -> bool:
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    return common.works(loss, np.array([1, 0], "int32"), common.ones(2, 3))


def cross_entropy_class_axis() -> int:
    # scores of 5 classes for 3 x 3 pixels of 2 images
    shapes, ids = [(2, 3, 3, 5), (2, 5, 3, 3)], np.full((2, 3, 3), 4)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    return next(s.index(5) for s in shapes if common.works(loss, ids, common.ones(*s)))


def class_weight_divisor() -> int:
    # two rows of loss log 2 with weights 1 and 3: the weighted sum is 4 log 2
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    made = loss(np.array([0, 1]), np.zeros((2, 2), "float32"), sample_weight=common.f32(1, 3))
    return round(4 * math.log(2) / common.number(made))


def binary_loss_at_worst() -> float:
    return common.number(keras.losses.BinaryCrossentropy()(common.f32([1]), common.f32([0])))


def binary_integer_targets() -> bool:
    loss = keras.losses.BinaryCrossentropy(from_logits=True)
    return common.works(loss, np.array([[1], [0]]), common.f32([0], [0]))


def kl_predictions_are_logs() -> bool:
    rows = common.f32([0.25, 0.75])
    return abs(common.number(keras.losses.KLDivergence()(rows, rows))) > 1e-4


def kl_divisor() -> int:
    # two rows of four classes, each with the divergence log 4
    true, predicted = common.f32([1, 0, 0, 0], [1, 0, 0, 0]), common.ones(2, 4) / 4
    return round(2 * math.log(4) / common.number(keras.losses.KLDivergence()(true, predicted)))


def poisson_predictions_are_logs() -> bool:
    return (
        common.number(keras.losses.Poisson()(common.f32([1]), common.f32([1]))) > 1.5
    )  # 1 - log 1, or e - 1


def cosine_of_equal_vectors() -> float:
    return common.number(keras.losses.CosineSimilarity()(common.f32([3, 4]), common.f32([3, 4])))


def multiclass_hinge() -> float:
    return common.number(
        keras.losses.CategoricalHinge()(common.f32([1, 0, 0]), common.f32([0, 0, 0]))
    )


def ctc_time_axis() -> int:
    # two rows, six steps, three classes
    shapes = [(2, 6, 3), (6, 2, 3)]
    return next(s.index(6) for s in shapes if common.works(_ctc, common.ones(*s)))


def ctc_takes_logits() -> bool:
    return bool(np.isclose(_ctc(common.ones(2, 6, 3)), _ctc(5 * common.ones(2, 6, 3)), rtol=1e-3))


def ctc_mean() -> float:
    return _ctc(np.zeros((2, 3, 3), "float32"))


def _ctc(scores: Array) -> float:
    """CTC loss of two rows with the labels 1, 2."""
    return common.number(keras.losses.CTC()(np.array([[1, 2], [1, 2]]), scores))
