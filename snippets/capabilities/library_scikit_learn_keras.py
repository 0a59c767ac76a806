"""A network as last step of a scikit-learn pipeline, cross-validated, in Keras."""

import keras
import numpy as np
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MaxAbsScaler


def build(X, y):
    model = keras.Sequential(
        [
            keras.Input(shape=(1,)),
            keras.layers.Dense(1, use_bias=False, kernel_initializer="zeros"),
        ]
    )
    model.compile(keras.optimizers.SGD(learning_rate=0.5), loss="mean_squared_error")
    return model


def main():
    x = np.array([[4], [-4], [4], [-4], [4], [-4], [4], [-4]], "float32")
    network = keras.wrappers.SKLearnRegressor(
        build, fit_kwargs={"epochs": 1, "batch_size": 8, "verbose": 0}
    )
    pipeline = make_pipeline(MaxAbsScaler(), network)
    return cross_val_score(pipeline, x, 3 * x, cv=2).sum()


if __name__ == "__main__":
    print(main())
