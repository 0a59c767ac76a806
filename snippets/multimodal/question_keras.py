"""Answer a question in words about the picture of a digit in Keras."""

import keras
import numpy as np
from sklearn.datasets import load_digits

# Each question has as many digits for yes as for no, and an opposite question.
QUESTIONS = {
    "is it an even digit": {0, 2, 4, 6, 8},
    "is it an odd digit": {1, 3, 5, 7, 9},
    "is it greater than four": {5, 6, 7, 8, 9},
    "is it less than five": {0, 1, 2, 3, 4},
    "is it one or prime": {1, 2, 3, 5, 7},
    "is it zero or composite": {0, 4, 6, 8, 9},
}
WORDS = sorted({word for question in QUESTIONS for word in question.split()})


# --8<-- [start:load]
def load():
    digits = load_digits()  # 1,797 pictures of 8 x 8 pixels, writer by writer
    return digits.images, digits.target


# --8<-- [end:load]


# --8<-- [start:preprocess]
def preprocess(images, digits):
    q = np.array([[WORDS.index(word) for word in text.split()] for text in QUESTIONS])
    answers = [[digit in yes for yes in QUESTIONS.values()] for digit in digits]
    x = np.repeat(images[..., None] / 16, len(q), axis=0).astype("float32")
    y = np.array(answers, dtype="float32").reshape(-1, 1)
    split = len(images) * 4 // 5 * len(q)  # no picture in both parts
    q = np.tile(q, (len(images), 1))  # every picture with every question
    return ((x[:split], q[:split]), y[:split]), ((x[split:], q[split:]), y[split:])


# --8<-- [end:preprocess]


# --8<-- [start:build]
def build(width=64):
    image = keras.Input(shape=(8, 8, 1))
    x = keras.layers.Conv2D(16, 3, activation="relu")(image)
    x = keras.layers.MaxPooling2D()(x)
    x = keras.layers.Flatten()(x)
    x = keras.layers.Dense(width, activation="relu")(x)
    question = keras.Input(shape=(5,), dtype="int32")
    q = keras.layers.Embedding(len(WORDS), width)(question)
    q = keras.layers.GlobalAveragePooling1D()(q)
    both = keras.layers.Concatenate()([x, q])
    both = keras.layers.Dense(2 * width, activation="relu")(both)
    return keras.Model([image, question], keras.layers.Dense(1)(both))


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, epochs=6, batch_size=64):
    x, y = data
    loss = keras.losses.BinaryCrossentropy(from_logits=True)
    accuracy = keras.metrics.BinaryAccuracy(threshold=0.0)  # of a logit
    model.compile(optimizer=optimizer, loss=loss, metrics=[accuracy])
    history = model.fit(x, y, batch_size=batch_size, epochs=epochs, verbose=0)
    return history.history["loss"]


# --8<-- [end:train]


# --8<-- [start:improve]
def improve(model, steps=810):  # 6 epochs of 135 batches
    rate = keras.optimizers.schedules.CosineDecay(5e-3, decay_steps=steps)
    return keras.optimizers.Adam(learning_rate=rate)


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
