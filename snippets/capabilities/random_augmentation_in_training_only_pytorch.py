"""Random augmentation inside the model, in training only, in PyTorch."""

import torch
from torch import nn


# --8<-- [start:detour]
class RandomHorizontalFlip(nn.Module):
    def forward(self, x):
        if not self.training:
            return x
        flips = torch.rand(len(x), 1, 1, 1, device=x.device) < 0.5
        return torch.where(flips, x.flip(-1), x)


# --8<-- [end:detour]


def different(images):
    return len(images.unique(dim=0))


def main():
    torch.manual_seed(0)
    picture = torch.tensor([[[0.0, 1.0]]])  # one row of two pixels
    images = torch.stack([picture] * 64)
    model = nn.Sequential(RandomHorizontalFlip())
    model.train()
    in_training = different(model(images))
    model.eval()
    in_inference = different(model(images))
    return in_training / in_inference


if __name__ == "__main__":
    print(main())
