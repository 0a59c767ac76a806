"""Training on a loss with the norm of an input gradient in Keras on JAX."""

import jax
import keras
import numpy as np


def main():
    dense = keras.layers.Dense(1, use_bias=False)
    model = keras.Sequential([keras.Input(shape=(2,)), dense])
    model.set_weights([np.array([[3.0], [4.0]])])
    optimizer = keras.optimizers.SGD(learning_rate=1.0)
    optimizer.build(model.trainable_variables)

    def output(x, weights):
        outputs, _ = model.stateless_call(weights, [], x)
        return keras.ops.sum(outputs)

    def loss(weights, x):
        value, gradient = jax.value_and_grad(output)(x, weights)
        return value + (keras.ops.norm(gradient) - 1.0) ** 2

    weights = [v.value for v in model.trainable_variables]
    state = [v.value for v in optimizer.variables]
    gradients = jax.grad(loss)(weights, keras.ops.ones((1, 2)))
    weights, state = optimizer.stateless_apply(state, gradients, weights)
    return float(keras.ops.sum(weights[0]))


if __name__ == "__main__":
    print(main())
