"""Hyperparameter search with Optuna that ends hopeless trials early, in PyTorch."""

import optuna
import torch
from optuna.trial import TrialState
from torch import nn

optuna.logging.set_verbosity(optuna.logging.WARNING)


def objective(trial):
    x = torch.ones(1, 1)
    model = nn.Linear(1, 1, bias=False)
    nn.init.zeros_(model.weight)
    rate = trial.suggest_categorical("rate", [0.25, 0.5, 2.0])
    optimizer = torch.optim.SGD(model.parameters(), lr=rate)
    loss_fn = nn.MSELoss()
    for epoch in range(3):
        optimizer.zero_grad()
        loss_fn(model(x), x).backward()
        optimizer.step()
        with torch.no_grad():
            validation_loss = loss_fn(model(x), x).item()
        trial.report(validation_loss, step=epoch)
        if trial.should_prune():
            raise optuna.TrialPruned
    return validation_loss


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
