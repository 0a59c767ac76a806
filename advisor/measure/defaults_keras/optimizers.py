"""Keras: probes of the topic optimizers."""

import keras

from advisor.measure.defaults_keras import common


def adam_epsilon() -> float:
    family = (keras.optimizers.Adam, keras.optimizers.AdamW, keras.optimizers.Adamax,
              keras.optimizers.Nadam)  # fmt: skip
    (epsilon,) = {optimizer().epsilon for optimizer in family}  # one value for all
    return float(epsilon)


def adam_epsilon_place() -> float:
    return common.steps(keras.optimizers.Adam(1.0, epsilon=1.0), [1.0])[0]


def adam_weight_decay() -> float:
    return common.steps(keras.optimizers.Adam(0.1, weight_decay=0.1), [0.0], start=1.0)[0]


def rmsprop_epsilon_place() -> float:
    return common.steps(keras.optimizers.RMSprop(1.0, rho=0.5, epsilon=1.0), [1.0])[0]


def adagrad_epsilon_place() -> float:
    optimizer = keras.optimizers.Adagrad(1.0, initial_accumulator_value=0.0, epsilon=1.0)
    return common.steps(optimizer, [1.0])[0]


def nadam_second_step() -> float:
    return common.steps(keras.optimizers.Nadam(1.0), [1.0, 0.0])[1]


def momentum_after_rate_change() -> float:
    optimizer, weight = keras.optimizers.SGD(1.0, momentum=0.9), keras.Variable(0.0)
    for rate in (1.0, 0.1):
        before = common.number(weight)
        optimizer.learning_rate = rate
        optimizer.apply([keras.ops.convert_to_tensor(1.0)], [weight])
    return before - common.number(weight)


def muon_takes_vectors() -> bool:
    weight = keras.Variable(common.ones(3))
    return common.works(keras.optimizers.Muon().apply, [keras.ops.ones(3)], [weight])


def norm_clipping() -> float:
    weights = [keras.Variable(0.0), keras.Variable(0.0)]
    gradients = [keras.ops.convert_to_tensor(g) for g in (3.0, 4.0)]
    keras.optimizers.SGD(1.0, clipnorm=1.0).apply(gradients, weights)
    return -common.number(weights[0])


def l2_gradient() -> float:
    model = common.line(kernel_regularizer=keras.regularizers.L2(1.0))
    model.compile(keras.optimizers.SGD(0.125), "mse")
    model.train_on_batch(common.f32([0]), common.f32([0]))
    return float((1 - model.get_weights()[0][0, 0]) / 0.125)
