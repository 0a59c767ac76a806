"""Gradient of a model's output with respect to its input in Keras on PyTorch."""

import keras


def main():
    twos = keras.initializers.Constant(2.0)
    dense = keras.layers.Dense(4, use_bias=False, kernel_initializer=twos)
    model = keras.Sequential([keras.Input(shape=(3,)), dense])
    x = keras.ops.ones((1, 3)).requires_grad_()
    output = keras.ops.sum(model(x))
    output.backward()
    return float(keras.ops.sum(x.grad))


if __name__ == "__main__":
    print(main())
