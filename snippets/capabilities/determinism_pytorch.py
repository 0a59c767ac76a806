"""Two trainings with one seed that give identical weights in PyTorch."""

import torch
from torch import nn
from torch.nn.utils import parameters_to_vector
from torch.utils.data import DataLoader, TensorDataset


def train(seed, x, y):
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Dropout(0.5), nn.Linear(8, 1))
    optimizer = torch.optim.Adam(model.parameters())
    loader = DataLoader(TensorDataset(x, y), batch_size=8, shuffle=True)
    for _ in range(2):
        for xb, yb in loader:
            optimizer.zero_grad()
            nn.functional.mse_loss(model(xb), yb).backward()
            optimizer.step()
    return parameters_to_vector(model.parameters())


def main():
    generator = torch.Generator().manual_seed(0)
    x = torch.randn(32, 4, generator=generator)
    y = torch.randn(32, 1, generator=generator)
    first, second, other = train(0, x, y), train(0, x, y), train(1, x, y)
    return (second == first).sum().item() - (other == first).sum().item()


if __name__ == "__main__":
    print(main())
