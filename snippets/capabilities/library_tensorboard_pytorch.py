"""Losses of a training written for TensorBoard in PyTorch."""

import tempfile

import torch
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from torch import nn
from torch.utils.tensorboard import SummaryWriter


def main():
    x = torch.ones(1, 1)
    model = nn.Linear(1, 1, bias=False)
    nn.init.zeros_(model.weight)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.25)
    loss_fn = nn.MSELoss()
    with tempfile.TemporaryDirectory() as folder:
        with SummaryWriter(folder) as board:
            for epoch in range(3):
                optimizer.zero_grad()
                loss = loss_fn(model(x), x)
                loss.backward()
                optimizer.step()
                board.add_scalar("loss", loss.item(), epoch)
        written = EventAccumulator(folder).Reload()
        losses = [event.value for event in written.Scalars("loss")]
    return sum(losses)


if __name__ == "__main__":
    print(main())
