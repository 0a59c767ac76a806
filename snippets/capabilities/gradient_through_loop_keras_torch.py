"""Gradient through a loop of data-dependent length in Keras on PyTorch."""

import keras


def main():
    twos = keras.initializers.Constant(2.0)
    double = keras.layers.Dense(1, use_bias=False, kernel_initializer=twos)

    def grow(x):
        while keras.ops.sum(x) < 10:
            x = double(x)
        return keras.ops.sum(x)

    def slope(x):
        x.requires_grad_()
        grow(x).backward()
        return x.grad

    total = slope(keras.ops.array([[1.0]])) + slope(keras.ops.array([[4.0]]))
    return total.item()


if __name__ == "__main__":
    print(main())
