"""Two parts of a model with an optimizer each in Keras on TensorFlow."""

import keras
import numpy as np
import tensorflow as tf


class GAN(keras.Model):
    def __init__(self):
        super().__init__()
        two = keras.initializers.Constant(2.0)
        self.generator = keras.layers.Dense(
            1, use_bias=False, kernel_initializer="ones"
        )
        self.critic = keras.layers.Dense(1, use_bias=False, kernel_initializer=two)

    def compile(self, generator_optimizer, critic_optimizer):
        super().compile()
        self.generator_optimizer = generator_optimizer
        self.critic_optimizer = critic_optimizer

    def call(self, noise):
        return self.critic(self.generator(noise))

    def train_step(self, data):
        noise, real = data
        with tf.GradientTape(persistent=True) as tape:
            judged = self.critic(self.generator(noise))
            generator_loss = -tf.reduce_mean(judged)
            critic_loss = tf.reduce_mean(judged) - tf.reduce_mean(self.critic(real))
        generator_weights = self.generator.trainable_variables
        critic_weights = self.critic.trainable_variables
        generator_gradients = tape.gradient(generator_loss, generator_weights)
        critic_gradients = tape.gradient(critic_loss, critic_weights)
        self.generator_optimizer.apply(generator_gradients, generator_weights)
        self.critic_optimizer.apply(critic_gradients, critic_weights)
        return {"generator_loss": generator_loss, "critic_loss": critic_loss}


def main():
    noise, real = np.ones((1, 1), "float32"), np.full((1, 1), 3.0, "float32")
    model = GAN()
    model.compile(
        generator_optimizer=keras.optimizers.Adam(learning_rate=0.5),
        critic_optimizer=keras.optimizers.SGD(learning_rate=0.1),
    )
    model.fit(noise, real, verbose=0)
    return model.predict(noise, verbose=0).item()


if __name__ == "__main__":
    print(main())
