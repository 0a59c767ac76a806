"""Exact count of floating-point operations in Keras on PyTorch."""

import keras
from torch.utils.flop_counter import FlopCounterMode


def main():
    model = keras.Sequential(
        [
            keras.Input(shape=(3,)),
            keras.layers.Dense(4, use_bias=False),
            keras.layers.Dense(2, use_bias=False),
        ]
    )
    with FlopCounterMode(display=False) as counter:
        model(keras.ops.ones((5, 3)))
    return counter.get_total_flops()


if __name__ == "__main__":
    print(main())
