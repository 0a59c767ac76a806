"""A script that loads its data in another process in PyTorch."""

import multiprocessing
import runpy
import tempfile
from pathlib import Path

SCRIPT = """
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset


class Numbers(Dataset):
    def __len__(self):
        return 64

    def __getitem__(self, index):
        x = torch.full((1,), index // 16, dtype=torch.float32)
        return x, 2 * x


def train():
    model = nn.Linear(1, 1)
    loss_fn = nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    updates = 0
    for x, y in DataLoader(Numbers(), batch_size=16, num_workers=1):
        optimizer.zero_grad()
        loss_fn(model(x), y).backward()
        optimizer.step()
        updates += 1
    return updates


if __name__ == "__main__":
    updates = train()
"""


def train():
    multiprocessing.set_start_method("spawn", force=True)  # as on Windows and macOS
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "script.py")
        script.write_text(SCRIPT)
        return runpy.run_path(str(script), run_name="__main__")["updates"]


def main():
    return train()


if __name__ == "__main__":
    print(main())
