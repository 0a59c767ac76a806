"""Random augmentation inside the model, in training only, in Keras."""

import keras
import numpy as np


def different(images):
    return len(np.unique(keras.ops.convert_to_numpy(images), axis=0))


def main():
    keras.utils.set_random_seed(0)
    picture = np.array([[[0.0], [1.0]]], "float32")  # one row of two pixels
    images = np.stack([picture] * 64)
    model = keras.Sequential(
        [keras.Input(shape=(1, 2, 1)), keras.layers.RandomFlip("horizontal")]
    )
    in_training = different(model(images, training=True))
    in_inference = different(model(images, training=False))
    return in_training / in_inference


if __name__ == "__main__":
    print(main())
