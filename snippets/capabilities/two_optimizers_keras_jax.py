"""Two parts of a model with an optimizer each in Keras on JAX."""

import jax
import keras
import numpy as np


class GAN(keras.Model):
    def __init__(self):
        super().__init__()
        two = keras.initializers.Constant(2.0)
        self.generator = keras.layers.Dense(
            1, use_bias=False, kernel_initializer="ones", name="generator"
        )
        self.critic = keras.layers.Dense(
            1, use_bias=False, kernel_initializer=two, name="critic"
        )

    def call(self, noise):
        return self.critic(self.generator(noise))

    def generator_loss(self, generator, critic, noise):
        fake, _ = self.generator.stateless_call(generator, [], noise)
        judged, _ = self.critic.stateless_call(critic, [], fake)
        return -keras.ops.mean(judged)

    def critic_loss(self, critic, generator, noise, real):
        fake, _ = self.generator.stateless_call(generator, [], noise)
        judged, _ = self.critic.stateless_call(critic, [], fake)
        judged_real, _ = self.critic.stateless_call(critic, [], real)
        return keras.ops.mean(judged) - keras.ops.mean(judged_real)

    def train_step(self, state, data):
        trainable, non_trainable, optimizer_state, metrics = state
        noise, real = data
        generator, critic = trainable[:1], trainable[1:]
        generator_loss, generator_gradients = jax.value_and_grad(self.generator_loss)(
            generator, critic, noise
        )
        critic_loss, critic_gradients = jax.value_and_grad(self.critic_loss)(
            critic, generator, noise, real
        )
        trainable, optimizer_state = self.optimizer.stateless_apply(
            optimizer_state, generator_gradients + critic_gradients, trainable
        )
        logs = {"generator_loss": generator_loss, "critic_loss": critic_loss}
        return logs, (trainable, non_trainable, optimizer_state, metrics)


def main():
    noise, real = np.ones((1, 1), "float32"), np.full((1, 1), 3.0, "float32")
    model = GAN()
    # fit() carries the state of one optimizer, so this one holds both
    optimizer_map = keras.optimizers.OptimizerMap(
        default_optimizer=keras.optimizers.Adam(learning_rate=0.5),
        optimizer_map={".*critic/.*": keras.optimizers.SGD(learning_rate=0.1)},
    )
    model.compile(optimizer=keras.optimizers.MultiOptimizer(optimizer_map))
    model.fit(noise, real, verbose=0)
    return model.predict(noise, verbose=0).item()


if __name__ == "__main__":
    print(main())
