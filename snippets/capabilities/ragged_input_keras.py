"""Rows of different lengths in one batch, without padding, in Keras."""

import keras
import numpy as np


# --8<-- [start:detour]
def join(rows):
    row_ids = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    return np.concatenate(rows), row_ids


def row_means(features, row_ids, rows):
    ones = keras.ops.ones_like(features)
    sums = keras.ops.segment_sum(features, row_ids, num_segments=rows)
    return sums / keras.ops.segment_sum(ones, row_ids, num_segments=rows)


# --8<-- [end:detour]


def main():
    table = np.arange(10.0).reshape(10, 1)
    embedding = keras.layers.Embedding(10, 1, weights=table)
    rows = [[1], [2, 4], [3, 6, 9]]
    ids, row_ids = join(rows)
    features = embedding(ids)
    means = row_means(features, row_ids, len(rows))
    return float(keras.ops.sum(means)) + features.shape[0]


if __name__ == "__main__":
    print(main())
