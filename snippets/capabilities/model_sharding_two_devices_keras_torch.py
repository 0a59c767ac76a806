"""One weight matrix split over two devices in Keras on PyTorch."""

import socket

import keras
import numpy as np
import torch
import torch.distributed as dist
import torch.multiprocessing as mp


# --8<-- [start:detour]
class SplitDense(keras.layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.units = units

    def build(self, input_shape):
        own_units = self.units // dist.get_world_size()
        self.kernel = self.add_weight(shape=(input_shape[-1], own_units))

    def call(self, x):
        own = keras.ops.matmul(x, self.kernel)
        outputs = [torch.empty_like(own) for _ in range(dist.get_world_size())]
        dist.all_gather(outputs, own.detach())
        outputs[dist.get_rank()] = own  # the part that has a gradient here
        return keras.ops.concatenate(outputs, axis=-1)


# --8<-- [end:detour]


def train(rank, port, results):
    address = f"tcp://127.0.0.1:{port}"
    dist.init_process_group("gloo", init_method=address, rank=rank, world_size=2)
    x = torch.tensor([[1.0, 2.0, 3.0, 4.0]])
    layer = SplitDense(2)
    layer(x)
    layer.set_weights([np.full((4, 1), rank + 1.0)])
    optimizer = torch.optim.SGD(layer.parameters(), lr=0.1)
    layer(x).mean().backward()
    optimizer.step()
    with torch.no_grad():
        outputs = layer(x).sum().item()
    results.put(outputs + layer.count_params())
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
