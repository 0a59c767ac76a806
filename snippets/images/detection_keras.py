"""Find and classify the digits in a scene with a small grid detector in Keras."""

import keras
import numpy as np
from sklearn.datasets import load_digits


# --8<-- [start:load]
def load(scenes=2000):
    digits, rng = load_digits(), np.random.default_rng(0)  # 1,797 of 8x8 pixels
    images = rng.uniform(0, 4, size=(scenes, 48, 48))  # noise; ink goes to 16
    cells = np.zeros((scenes, 6, 6, 15))  # what is centred in each cell of 8x8 pixels
    for i, j in np.ndindex(scenes, 2):  # a digit in the left half, one in the right
        n = rng.integers(1400) if i < scenes * 4 // 5 else rng.integers(1400, 1797)
        h, w = 8 * rng.integers(2, 4, size=2)  # each 16 or 24 pixels
        top, left = rng.integers(49 - h), 24 * j + rng.integers(25 - w)
        ink = digits.images[n].repeat(h // 8, axis=0).repeat(w // 8, axis=1)
        images[i, top : top + h, left : left + w] += ink
        x, y = (left + w / 2) / 8, (top + h / 2) / 8  # the centre, in cells
        cells[i, int(y), int(x), :5] = x % 1, y % 1, w / 8, h / 8, 1
        cells[i, int(y), int(x), 5 + digits.target[n]] = 1
    return images, cells


# --8<-- [end:load]


# --8<-- [start:preprocess]
def preprocess(images, cells):
    x = (images / 16).astype("float32")[..., None]
    y = cells.astype("float32")
    split = len(x) * 4 // 5
    return (x[:split], y[:split]), (x[split:], y[split:])


# --8<-- [end:preprocess]


# --8<-- [start:build]
def build():
    return keras.Sequential(
        [
            keras.Input(shape=(48, 48, 1)),
            keras.layers.Conv2D(8, 5, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(4),
            keras.layers.Conv2D(64, 3, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(2),
            keras.layers.Conv2D(15, 3, padding="same"),  # (6, 6, 15)
        ]
    )


# --8<-- [end:build]


# --8<-- [start:train]
def detection_loss(y, out):
    box = keras.losses.mean_squared_error(y[..., :4], out[..., :4])
    there = keras.losses.binary_crossentropy(
        y[..., 4:5], out[..., 4:5], from_logits=True
    )
    label = keras.losses.categorical_crossentropy(
        y[..., 5:], out[..., 5:], from_logits=True
    )
    return there + y[..., 4] * (box + label)  # box, label: only where an object is


def train(model, data, optimizer, epochs=8, batch_size=16):
    x, y = data
    model.compile(optimizer=optimizer, loss=detection_loss)
    history = model.fit(x, y, batch_size=batch_size, epochs=epochs, verbose=0)
    return history.history["loss"]


# --8<-- [end:train]


# --8<-- [start:improve]
def improve(model):
    return keras.optimizers.Adam(learning_rate=4e-3)


# --8<-- [end:improve]


# --8<-- [start:evaluate]
def evaluate(model, data):
    x, y = data
    out = model.predict(x, verbose=0)
    low = np.maximum(*(a[..., :2] - a[..., 2:4] / 2 for a in (out, y)))
    high = np.minimum(*(a[..., :2] + a[..., 2:4] / 2 for a in (out, y)))
    overlap = (high - low).clip(min=0).prod(axis=-1)
    iou = overlap / (out[..., 2:4].prod(-1) + y[..., 2:4].prod(-1) - overlap)
    right = (iou >= 0.5) & (out[..., 5:].argmax(-1) == y[..., 5:].argmax(-1))
    claimed, there = out[..., 4] > 0, y[..., 4] > 0
    hits = (right & claimed & there).sum()
    return float(2 * hits / (claimed.sum() + there.sum()))  # F1


# --8<-- [end:evaluate]


def main(seed=0):
    keras.utils.set_random_seed(seed)
    train_data, test_data = preprocess(*load())
    model = build()
    train(model, train_data, improve(model))
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test F1 {main():.3f}")
