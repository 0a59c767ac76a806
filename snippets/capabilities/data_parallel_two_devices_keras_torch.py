"""Data parallel training on two devices in Keras on PyTorch."""

import socket

import keras
import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from torch.nn.parallel import DistributedDataParallel


def train(rank, port, results):
    address = f"tcp://127.0.0.1:{port}"
    dist.init_process_group("gloo", init_method=address, rank=rank, world_size=2)
    layer = keras.layers.Dense(1, use_bias=False, kernel_initializer="ones")
    model = keras.Sequential([keras.Input(shape=(1,)), layer])
    parallel = DistributedDataParallel(model)
    optimizer = torch.optim.SGD(parallel.parameters(), lr=0.01)
    x = torch.tensor([[1.0], [2.0], [3.0], [4.0]]).chunk(2)[rank]
    loss = keras.losses.MeanSquaredError()(torch.zeros(2, 1), parallel(x))
    loss.backward()
    optimizer.step()
    results.put(keras.ops.convert_to_numpy(layer.kernel).item())
    dist.destroy_process_group()


def main():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    results = mp.get_context("spawn").SimpleQueue()
    mp.spawn(train, args=(port, results), nprocs=2)
    return results.get() + results.get()


if __name__ == "__main__":
    print(main())
