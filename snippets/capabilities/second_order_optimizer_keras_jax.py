"""Training with L-BFGS in Keras on JAX."""

import keras
import numpy as np
import optax


def main():
    x = np.array([[1.0, 0.0], [0.0, 5.0]], "float32")
    y = np.array([[3.0], [10.0]], "float32")
    layer = keras.layers.Dense(1, use_bias=False, kernel_initializer="zeros")
    model = keras.Sequential([keras.Input(shape=(2,)), layer])

    def loss_fn(weights):
        prediction, _ = model.stateless_call(weights, [], x)
        return keras.ops.mean(keras.ops.square(prediction - y))

    weights = [v.value for v in model.trainable_variables]
    solver = optax.lbfgs()
    state = solver.init(weights)
    value_and_grad = optax.value_and_grad_from_state(loss_fn)
    for _ in range(20):
        loss, gradients = value_and_grad(weights, state=state)
        if optax.tree.norm(gradients) < 1e-4:
            break
        updates, state = solver.update(
            gradients, state, weights, value=loss, grad=gradients, value_fn=loss_fn
        )
        weights = optax.apply_updates(weights, updates)
    model.set_weights(weights)
    return model.predict(np.ones((1, 2), "float32"), verbose=0).item()


if __name__ == "__main__":
    print(main())
