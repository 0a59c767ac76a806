"""Data parallel training on two devices in PyTorch."""

import socket

import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from torch import nn
from torch.nn.parallel import DistributedDataParallel


def train(rank, port, results):
    address = f"tcp://127.0.0.1:{port}"
    dist.init_process_group("gloo", init_method=address, rank=rank, world_size=2)
    model = nn.Linear(1, 1, bias=False)
    nn.init.ones_(model.weight)
    parallel = DistributedDataParallel(model)
    optimizer = torch.optim.SGD(parallel.parameters(), lr=0.01)
    x = torch.tensor([[1.0], [2.0], [3.0], [4.0]]).chunk(2)[rank]
    loss = nn.functional.mse_loss(parallel(x), torch.zeros(2, 1))
    loss.backward()
    optimizer.step()
    results.put(model.weight.item())
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
