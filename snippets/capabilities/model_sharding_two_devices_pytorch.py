"""One weight matrix split over two devices in PyTorch."""

import socket

import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from torch import nn
from torch.distributed.device_mesh import init_device_mesh
from torch.distributed.tensor import Replicate
from torch.distributed.tensor.parallel import ColwiseParallel, parallelize_module


def train(rank, port, results):
    address = f"tcp://127.0.0.1:{port}"
    dist.init_process_group("gloo", init_method=address, rank=rank, world_size=2)
    mesh = init_device_mesh("cpu", (2,))
    layer = nn.Linear(4, 2, bias=False)
    with torch.no_grad():
        layer.weight.copy_(torch.tensor([[1.0] * 4, [2.0] * 4]))
    parallelize_module(layer, mesh, ColwiseParallel(output_layouts=Replicate()))
    optimizer = torch.optim.SGD(layer.parameters(), lr=0.1)
    x = torch.tensor([[1.0, 2.0, 3.0, 4.0]])
    layer(x).mean().backward()
    optimizer.step()
    with torch.no_grad():
        outputs = layer(x).sum().item()
    results.put(outputs + layer.weight.to_local().numel())
    dist.destroy_process_group()


def main():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    results = mp.get_context("spawn").SimpleQueue()
    mp.spawn(train, args=(port, results), nprocs=2)
    return max(results.get(), results.get())


if __name__ == "__main__":
    print(main())
