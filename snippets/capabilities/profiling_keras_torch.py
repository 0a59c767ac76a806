"""Profile of a training step by operator in Keras on PyTorch."""

import keras
import numpy as np
from torch.profiler import ProfilerActivity, profile


def main():
    model = keras.Sequential(
        [
            keras.Input(shape=(128,)),
            keras.layers.Dense(128, use_bias=False),
            keras.layers.Dense(128, use_bias=False),
        ]
    )
    model.compile(optimizer="sgd", loss="mse")
    x = np.ones((128, 128), "float32")
    model.train_on_batch(x, x)
    with profile(activities=[ProfilerActivity.CPU]) as profiler:
        model.train_on_batch(x, x)
    return sum(
        operator.count
        for operator in profiler.key_averages()
        if operator.key == "aten::mm" and operator.cpu_time_total > 0
    )


if __name__ == "__main__":
    print(main())
