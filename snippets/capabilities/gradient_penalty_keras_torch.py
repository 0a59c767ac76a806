"""Training on a loss with the norm of an input gradient in Keras on PyTorch."""

import keras
import numpy as np
import torch


def main():
    dense = keras.layers.Dense(1, use_bias=False)
    model = keras.Sequential([keras.Input(shape=(2,)), dense])
    model.set_weights([np.array([[3.0], [4.0]])])
    optimizer = keras.optimizers.SGD(learning_rate=1.0)
    x = keras.ops.ones((1, 2)).requires_grad_()

    output = keras.ops.sum(model(x))
    (gradient,) = torch.autograd.grad(output, x, create_graph=True)
    loss = output + (keras.ops.norm(gradient) - 1.0) ** 2
    loss.backward()
    gradients = [v.value.grad for v in model.trainable_variables]
    with torch.no_grad():
        optimizer.apply(gradients, model.trainable_variables)
    return float(np.sum(model.get_weights()[0]))


if __name__ == "__main__":
    print(main())
