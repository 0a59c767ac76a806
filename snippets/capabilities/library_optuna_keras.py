"""Hyperparameter search with Optuna that ends hopeless trials early, in Keras."""

import keras
import numpy as np
import optuna
from optuna.trial import TrialState

optuna.logging.set_verbosity(optuna.logging.WARNING)


class Report(keras.callbacks.Callback):
    def __init__(self, trial):
        super().__init__()
        self.trial = trial

    def on_epoch_end(self, epoch, logs=None):
        self.trial.report(logs["val_loss"], step=epoch)
        if self.trial.should_prune():
            raise optuna.TrialPruned


def objective(trial):
    x = np.ones((1, 1), "float32")
    model = keras.Sequential(
        [
            keras.Input(shape=(1,)),
            keras.layers.Dense(1, use_bias=False, kernel_initializer="zeros"),
        ]
    )
    rate = trial.suggest_categorical("rate", [0.25, 0.5, 2.0])
    model.compile(keras.optimizers.SGD(learning_rate=rate), loss="mean_squared_error")
    history = model.fit(
        x, x, epochs=3, validation_data=(x, x), callbacks=[Report(trial)], verbose=0
    )
    return history.history["val_loss"][-1]


def main():
    study = optuna.create_study(
        sampler=optuna.samplers.GridSampler({"rate": [0.25, 0.5, 2.0]}),
        pruner=optuna.pruners.ThresholdPruner(upper=1.0),
    )
    study.optimize(objective)
    pruned = study.get_trials(states=[TrialState.PRUNED])
    return len(pruned) + study.best_params["rate"]


if __name__ == "__main__":
    print(main())
