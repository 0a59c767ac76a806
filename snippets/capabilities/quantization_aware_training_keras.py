"""Quantisation-aware training in Keras."""

import keras
import numpy as np


# --8<-- [start:detour]
class QuantizedDense(keras.layers.Dense):
    def call(self, inputs):
        limit = keras.ops.max(keras.ops.abs(self.kernel))
        limit = keras.ops.stop_gradient(limit)
        kernel = keras.quantizers.fake_quant_with_min_max_vars(
            self.kernel, -limit, limit, num_bits=8, narrow_range=True
        )
        return keras.ops.matmul(inputs, kernel)


# --8<-- [end:detour]


def negative(y_true, y_pred):
    return -y_pred


def main():
    x, y = np.array([[0.0, 1.0]], "float32"), np.zeros((1, 1), "float32")
    layer = QuantizedDense(1, use_bias=False)
    model = keras.Sequential([keras.Input(shape=(2,)), layer])
    layer.set_weights([np.array([[127.0], [0.1]])])
    model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.3), loss=negative)
    history = model.fit(x, y, epochs=4, verbose=0)
    return -sum(history.history["loss"])


if __name__ == "__main__":
    print(main())
