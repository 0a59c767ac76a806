"""Fine-tuning by low-rank adapters (LoRA) in Keras."""

import keras
import numpy as np


def values(weights):
    arrays = [keras.ops.convert_to_numpy(w).ravel() for w in weights]
    return np.concatenate(arrays)


def main():
    keras.utils.set_random_seed(0)
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(8, 4)), rng.normal(size=(8, 3))
    layer = keras.layers.Dense(3, use_bias=False)
    model = keras.Sequential([keras.Input(shape=(4,)), layer])
    layer.enable_lora(rank=1)
    model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.1), loss="mse")
    adapters = values(model.trainable_weights)
    matrix = values(model.non_trainable_weights)
    model.fit(x, y, epochs=3, verbose=0)
    moved = np.sum(values(model.trainable_weights) != adapters)
    return int(moved) - int(np.sum(values(model.non_trainable_weights) != matrix))


if __name__ == "__main__":
    print(main())
