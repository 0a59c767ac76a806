"""Keras: probes of the topic training."""

import keras
import numpy as np

from advisor.measure.defaults_keras import common


def second_update() -> float:
    model = common.line()
    # the gradient is -1 at every step
    model.compile(keras.optimizers.SGD(1.0), lambda true, output: -output)
    for _ in range(2):
        before = model.get_weights()[0]
        model.train_on_batch(common.f32([1]), common.f32([1]))
    return float((model.get_weights()[0] - before)[0, 0])


def accumulated_update() -> float:
    return sum(common.steps(keras.optimizers.SGD(1.0, gradient_accumulation_steps=2), [1.0, 1.0]))


def batch_size() -> int:
    model = common.line()
    model.compile("sgd", "mse")
    model.fit(common.ones(640, 1), common.ones(640, 1), verbose=0)
    return 640 // int(common.number(model.optimizer.iterations))


def rows_are_shuffled() -> bool:
    # at this rate a step on one row sets the weight to its target: the last one stays
    keras.utils.set_random_seed(1)
    model = common.line()
    model.compile(keras.optimizers.SGD(0.5), "mse")
    targets = np.arange(20, dtype="float32").reshape(-1, 1)
    model.fit(common.ones(20, 1), targets, batch_size=1, verbose=0)
    return round(float(model.get_weights()[0][0, 0])) != 19
