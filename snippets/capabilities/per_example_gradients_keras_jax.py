"""Gradients of each row's loss apart in Keras on JAX."""

import jax
import keras


def main():
    dense = keras.layers.Dense(1, use_bias=False, kernel_initializer="ones")
    model = keras.Sequential([keras.Input(shape=(2,)), dense])
    x = keras.ops.array([[1.0, 2.0], [3.0, 4.0]])
    y = keras.ops.array([2.0, 9.0])

    def loss(weights, row, target):
        prediction, _ = model.stateless_call(weights, [], row[None])
        return keras.ops.sum((prediction - target) ** 2)

    weights = [v.value for v in model.trainable_variables]
    gradients = jax.vmap(jax.grad(loss), in_axes=(None, 0, 0))(weights, x, y)
    return float(keras.ops.sum(gradients[0] ** 2))


if __name__ == "__main__":
    print(main())
