"""Train on two devices with the losses of one in Keras, on PyTorch only.

DistributedDataParallel wraps the model, so that the loop is written and not fit.
"""

import os
import subprocess
import sys

import keras
import numpy as np
import torch
import torch.distributed as dist
from sklearn.datasets import load_digits
from torch.nn.parallel import DistributedDataParallel
from torch.utils.data import DataLoader, DistributedSampler, TensorDataset


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
    rows = len(x) // 10 * 10  # every batch must divide by two devices
    split = rows * 4 // 5
    return (x[:split], y[:split]), (x[split:rows], y[split:rows])


# --8<-- [end:preprocess]


# --8<-- [start:build]
def build(units=64):
    hidden = keras.layers.Dense(units, activation="relu")
    return keras.Sequential([keras.Input(shape=(64,)), hidden, keras.layers.Dense(10)])


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, epochs=5, batch_size=32):
    size = dist.get_world_size() if dist.is_initialized() else 1
    rank = dist.get_rank() if dist.is_initialized() else 0
    parallel = DistributedDataParallel(model) if dist.is_initialized() else model
    dataset = TensorDataset(*map(torch.from_numpy, data))
    sampler = DistributedSampler(dataset, size, rank, seed=torch.initial_seed())
    loader = DataLoader(dataset, batch_size=batch_size // size, sampler=sampler)
    loss_fn = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    weights = model.trainable_weights
    losses = []
    for epoch in range(epochs):
        sampler.set_epoch(epoch)  # another order every epoch, the same in every process
        total = torch.zeros(())
        for x, y in loader:
            model.zero_grad()
            loss = loss_fn(y, parallel(x, training=True))
            loss.backward()  # averages the gradients of all processes
            with torch.no_grad():
                optimizer.apply([w.value.grad for w in weights], weights)
            total += loss.detach() * len(x)
        if dist.is_initialized():
            dist.all_reduce(total)  # the sum of all processes
        losses.append(total.item() / len(dataset))
    return losses


# --8<-- [end:train]


# --8<-- [start:improve]
def improve(model):
    return keras.optimizers.Adam(learning_rate=3e-3)


# --8<-- [end:improve]


# --8<-- [start:evaluate]
def evaluate(model, data):
    x, y = data
    logits = model.predict(x, verbose=0)
    return float((logits.argmax(axis=1) == y).mean())


# --8<-- [end:evaluate]


def main(seed=0):
    if not dist.is_torchelastic_launched():  # start this file in two processes
        torchrun = [sys.executable, "-m", "torch.distributed.run", "--standalone"]
        command = [*torchrun, "--nproc-per-node=2", __file__, str(seed)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        return float(done.stdout.split()[-1])
    train_data, test_data = preprocess(*load())
    keras.utils.set_random_seed(seed)
    model = build()
    losses = train(model, train_data, improve(model))  # every process on its own
    dist.init_process_group("gloo")
    keras.utils.set_random_seed(seed)
    model = build()
    parallel = train(model, train_data, improve(model))  # both processes together
    assert np.allclose(parallel, losses, rtol=1e-5), (parallel, losses)
    accuracy = evaluate(model, test_data)
    dist.destroy_process_group()
    return accuracy


if __name__ == "__main__":
    accuracy = main(*map(int, sys.argv[1:]))
    if os.environ.get("RANK", "0") == "0":  # one process speaks for both
        print("test accuracy", round(accuracy, 6))
