"""Training with L-BFGS in Keras on PyTorch."""

import keras
import numpy as np
import torch


def main():
    x = torch.tensor([[1.0, 0.0], [0.0, 5.0]])
    y = torch.tensor([[3.0], [10.0]])
    layer = keras.layers.Dense(1, use_bias=False, kernel_initializer="zeros")
    model = keras.Sequential([keras.Input(shape=(2,)), layer])
    optimizer = torch.optim.LBFGS(
        model.parameters(), max_iter=20, line_search_fn="strong_wolfe"
    )

    def closure():
        optimizer.zero_grad()
        loss = keras.ops.mean(keras.ops.square(model(x) - y))
        loss.backward()
        return loss

    optimizer.step(closure)
    return model.predict(np.ones((1, 2), "float32"), verbose=0).item()


if __name__ == "__main__":
    print(main())
