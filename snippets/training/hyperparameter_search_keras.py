"""Search learning rate and layer width with Optuna in Keras."""

import keras
import numpy as np
import optuna
from sklearn.datasets import load_digits

optuna.logging.set_verbosity(optuna.logging.WARNING)


# --8<-- [start:load]
def load():
    images, labels = load_digits(return_X_y=True)  # 1,797 digits, 64 values 0 to 16
    order = np.random.default_rng(0).permutation(len(labels))
    return images[order], labels[order]


# --8<-- [end:load]


# --8<-- [start:preprocess]
def preprocess(images, labels):
    x = (images / 16).astype("float32")
    y = labels.astype("int64")
    split = len(x) * 4 // 5
    return (x[:split], y[:split]), (x[split:], y[split:])


# --8<-- [end:preprocess]


# --8<-- [start:build]
def build(units=64):
    return keras.Sequential(
        [
            keras.Input(shape=(64,)),
            keras.layers.Dense(units, activation="relu"),
            keras.layers.Dense(10),
        ]
    )


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, epochs=5, batch_size=32):
    x, y = data
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer=optimizer, loss=loss, metrics=["accuracy"])
    history = model.fit(x, y, batch_size=batch_size, epochs=epochs, verbose=0)
    return history.history["loss"]


# --8<-- [end:train]


# --8<-- [start:improve]
def improve(model, rate=1e-3):
    return keras.optimizers.Adam(learning_rate=rate)


# --8<-- [end:improve]


# --8<-- [start:evaluate]
def evaluate(model, data):
    x, y = data
    _, accuracy = model.evaluate(x, y, verbose=0)
    return accuracy


# --8<-- [end:evaluate]


# --8<-- [start:search]
def search(data, trials=6, seed=0):
    (x, y), split = data, len(data[0]) * 3 // 4

    def objective(trial):
        units = trial.suggest_int("units", 32, 128, step=32)
        rate = trial.suggest_float("rate", 1e-4, 1e-1, log=True)
        keras.utils.clear_session()  # or the models of all trials stay in memory
        model = build(units)
        train(model, (x[:split], y[:split]), improve(model, rate))
        return evaluate(model, (x[split:], y[split:]))

    # three random trials, then the sampler learns from those before
    sampler = optuna.samplers.TPESampler(n_startup_trials=3, seed=seed)
    study = optuna.create_study(direction="maximize", sampler=sampler)
    study.optimize(objective, n_trials=trials)
    return study.best_params


# --8<-- [end:search]


def main(seed=0):
    keras.utils.set_random_seed(seed)
    train_data, test_data = preprocess(*load())
    best = search(train_data, seed=seed)
    model = build(best["units"])
    train(model, train_data, improve(model, best["rate"]))
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test accuracy {main():.3f}")
