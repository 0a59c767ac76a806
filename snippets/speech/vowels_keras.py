"""Recognise nine speakers by a vowel with convolution and a GRU in Keras."""

import keras
import numpy as np
from aeon.datasets import load_japanese_vowels

FRAMES, FEATURES, SPEAKERS = 29, 12, 9


# --8<-- [start:load]
def load():
    # 270 utterances to train, 370 to test; each 12 x 7-29 LPC cepstrum coefficients
    return load_japanese_vowels()


# --8<-- [end:load]


# --8<-- [start:preprocess]
def preprocess(speech, speakers):
    split = len(speech) * 27 // 64
    seen = np.concatenate(speech[:split], axis=1)  # (features, all training frames)
    mean, std = seen.mean(axis=1), seen.std(axis=1)
    frames = [(utterance.T - mean) / std for utterance in speech]
    x = keras.utils.pad_sequences(frames, FRAMES, dtype="float32", padding="post")
    lengths = np.array([len(utterance) for utterance in frames])
    y = speakers.astype("int64") - 1
    train_data = (x[:split], lengths[:split]), y[:split]
    return train_data, ((x[split:], lengths[split:]), y[split:])


# --8<-- [end:preprocess]


# --8<-- [start:build]
def build(units=128):
    frames = keras.Input(shape=(FRAMES, FEATURES))
    lengths = keras.Input(shape=(), dtype="int32")
    steps = keras.ops.arange(FRAMES)
    mask = keras.ops.less(steps, keras.ops.expand_dims(lengths, 1))
    x = keras.layers.Conv1D(32, 5, padding="same", activation="relu")(frames)
    x = keras.layers.GRU(units)(x, mask=mask)  # the state after the last true frame
    outputs = keras.layers.Dense(SPEAKERS)(x)
    return keras.Model([frames, lengths], outputs)


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, epochs=15, batch_size=32):
    x, y = data
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer=optimizer, loss=loss, metrics=["accuracy"])
    history = model.fit(x, y, batch_size=batch_size, epochs=epochs, verbose=0)
    return history.history["loss"]


# --8<-- [end:train]


# --8<-- [start:improve]
def improve(model):
    return keras.optimizers.Adam(learning_rate=5e-3, global_clipnorm=1.0)


# --8<-- [end:improve]


# --8<-- [start:evaluate]
def evaluate(model, data):
    x, y = data
    _, accuracy = model.evaluate(x, y, verbose=0)
    return accuracy


# --8<-- [end:evaluate]


def main(seed=0):
    keras.utils.set_random_seed(seed)
    train_data, test_data = preprocess(*load())
    model = build()
    train(model, train_data, improve(model))
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test accuracy {main():.3f}")
