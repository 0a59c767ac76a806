"""Keras: probes of the topic schedules."""

from typing import Any

import keras

from advisor.measure.defaults_keras import common


def _with_rate(callback: Any, rate: float) -> Any:
    """A callback that watches a model whose optimizer has this learning rate."""
    model = common.line()
    model.compile(keras.optimizers.SGD(rate), "mse")
    callback.set_model(model)
    return callback


def _rate(callback: Any) -> float:
    return common.number(callback.model.optimizer.learning_rate)


def plateau_epochs() -> int:
    callback = _with_rate(keras.callbacks.ReduceLROnPlateau("loss"), 1.0)
    callback.on_train_begin()
    epoch = 0
    while _rate(callback) == 1:
        callback.on_epoch_end(epoch, {"loss": 1.0})
        epoch += 1
    return epoch - 1  # the first one set the best loss


def plateau_threshold_is_relative() -> bool:
    callback = _with_rate(keras.callbacks.ReduceLROnPlateau("loss", patience=2), 1.0)
    callback.on_train_begin()
    for epoch in range(10):  # each loss lower by more than 0.0001, less than 0.0001 of itself
        callback.on_epoch_end(epoch, {"loss": 1000 - 0.01 * epoch})
    return _rate(callback) < 1


def rate_after_two_updates() -> float:
    optimizer = keras.optimizers.SGD(keras.optimizers.schedules.ExponentialDecay(1.0, 1, 0.5))
    common.steps(optimizer, [1.0, 1.0])
    return common.number(optimizer.learning_rate)


def cosine_after_the_end() -> float:
    return common.number(keras.optimizers.schedules.CosineDecay(1.0, 10)(20))


def cosine_floor() -> float:
    return common.number(keras.optimizers.schedules.CosineDecay(0.5, 10, alpha=0.1)(10))


def polynomial_end() -> float:
    return common.number(keras.optimizers.schedules.PolynomialDecay(1.0, 10)(10))


def schedule_function_returns_rate() -> bool:
    callback = _with_rate(keras.callbacks.LearningRateScheduler(lambda _: 0.5), 0.125)
    callback.on_epoch_begin(0)
    return _rate(callback) == 0.5
