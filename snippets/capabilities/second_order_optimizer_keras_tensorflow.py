"""Training with L-BFGS in Keras on TensorFlow."""

import keras
import numpy as np
import tensorflow as tf
from scipy.optimize import minimize


# --8<-- [start:detour]
def fit_with_lbfgs(model, x, y):
    (kernel,) = model.trainable_variables

    def loss_and_gradient(values):
        kernel.assign(values.reshape(kernel.shape).astype("float32"))
        with tf.GradientTape() as tape:
            loss = keras.ops.mean(keras.ops.square(model(x) - y))
        gradient = tape.gradient(loss, kernel).numpy()
        return float(loss), gradient.ravel().astype("float64")

    start = kernel.numpy().ravel().astype("float64")
    found = minimize(
        loss_and_gradient,
        start,
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": 20},
    )
    kernel.assign(found.x.reshape(kernel.shape).astype("float32"))


# --8<-- [end:detour]


def main():
    x = np.array([[1.0, 0.0], [0.0, 5.0]], "float32")
    y = np.array([[3.0], [10.0]], "float32")
    layer = keras.layers.Dense(1, use_bias=False, kernel_initializer="zeros")
    model = keras.Sequential([keras.Input(shape=(2,)), layer])
    fit_with_lbfgs(model, x, y)
    return model.predict(np.ones((1, 2), "float32"), verbose=0).item()


if __name__ == "__main__":
    print(main())
