"""Two parts of a model with an optimizer each in PyTorch."""

import torch
from torch import nn


def main():
    noise, real = torch.ones(1, 1), torch.full((1, 1), 3.0)
    generator, critic = nn.Linear(1, 1, bias=False), nn.Linear(1, 1, bias=False)
    nn.init.ones_(generator.weight)
    nn.init.constant_(critic.weight, 2.0)
    generator_optimizer = torch.optim.Adam(generator.parameters(), lr=0.5)
    critic_optimizer = torch.optim.SGD(critic.parameters(), lr=0.1)
    judged = critic(generator(noise))
    generator_loss = -judged.mean()
    critic_loss = judged.mean() - critic(real).mean()
    generator_loss.backward(retain_graph=True, inputs=list(generator.parameters()))
    critic_loss.backward(inputs=list(critic.parameters()))
    generator_optimizer.step()
    critic_optimizer.step()
    return critic(generator(noise)).item()


if __name__ == "__main__":
    print(main())
