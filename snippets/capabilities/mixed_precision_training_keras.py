"""Training that computes in bfloat16 and keeps float32 weights in Keras."""

import keras
import numpy as np


def prediction(y_true, y_pred):
    return y_pred


def main():
    keras.config.set_dtype_policy("mixed_bfloat16")
    x, y = np.full((32, 1), 1 + 2**-10, "float32"), np.zeros((32, 1), "float32")
    layer = keras.layers.Dense(1, use_bias=False, kernel_initializer="ones")
    model = keras.Sequential([keras.Input(shape=(1,)), layer])
    optimizer = keras.optimizers.SGD(learning_rate=2**-10)
    model.compile(optimizer=optimizer, loss=prediction)
    model.fit(x, y, batch_size=1, verbose=0)
    output = model.predict(x[:1], verbose=0)
    weight = keras.ops.convert_to_numpy(layer.kernel)
    return float(output[0, 0]) + float(weight[0, 0])


if __name__ == "__main__":
    print(main())
