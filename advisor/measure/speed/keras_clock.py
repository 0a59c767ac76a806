"""What the timing needs of Keras on any backend: the twin of `pytorch_clock`."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import keras
import numpy as np


class _Epochs(keras.callbacks.Callback):  # type: ignore[misc]
    """Epochs only: a hook at every batch would make `fit` wait for each result."""

    def __init__(self, boundary: Callable[[], None]) -> None:
        super().__init__()
        self._boundary = boundary

    def on_epoch_begin(self, epoch: int, logs: Mapping[str, Any] | None = None) -> None:
        synchronise(self.model)
        self._boundary()


def place(model: Any, device: str) -> Any:
    """Keras puts a model on the GPU that its backend sees."""
    return model


@contextmanager
def moving(model: Any) -> Iterator[None]:
    """Keras moves batches itself."""
    yield


@contextmanager
def watched(model: Any, boundary: Callable[[], None]) -> Iterator[None]:
    """Have `boundary` called at the start of every epoch of `fit`."""
    fit = model.fit

    def followed(*given: Any, callbacks: Any = (), **named: Any) -> Any:
        return fit(*given, callbacks=[*(callbacks or ()), _Epochs(boundary)], **named)

    model.fit = followed
    try:
        yield
    finally:
        model.fit = fit


def synchronise(model: Any) -> None:
    """Wait until the last update has arrived."""
    if keras.backend.backend() == "jax":
        import jax

        # during `fit` on JAX the weights live outside the model's variables
        jax.block_until_ready(getattr(model, "_jax_state", None))  # type: ignore[no-untyped-call]
    elif "torch" in sys.modules and sys.modules["torch"].cuda.is_available():  # pragma: no cover
        sys.modules["torch"].cuda.synchronize()  # needs a GPU


def predictor(model: Any, inputs: Any) -> Callable[[], Any]:
    """One call of the compiled inference of Keras on a batch; the result is on the host."""
    return lambda: model.predict_on_batch(inputs)


def set_precision(precision: str) -> None:
    """Before a model is built. Of float32 products: with all digits, or those of TF32."""
    if precision == "default":
        return
    short, backend = precision == "tf32", keras.backend.backend()
    if backend == "tensorflow":
        import tensorflow as tf

        tf.config.experimental.enable_tensor_float_32_execution(short)
    elif backend == "jax":
        import jax

        digits = "tensorfloat32" if short else "float32"
        jax.config.update("jax_default_matmul_precision", digits)  # type: ignore[no-untyped-call]
    else:
        torch = sys.modules["torch"]
        torch.set_float32_matmul_precision("high" if short else "highest")
        torch.backends.cudnn.allow_tf32 = short
    if precision == "bfloat16":
        keras.config.set_dtype_policy("mixed_bfloat16")


@contextmanager
def precise(precision: str, device: str) -> Iterator[None]:
    """Keras has it in the policy of its layers."""
    yield


def set_threads(count: int) -> None:
    """Before the first operation. JAX has no such setting; the cores it may use bound it."""
    backend = keras.backend.backend()
    if backend == "tensorflow":
        import tensorflow as tf

        tf.config.threading.set_intra_op_parallelism_threads(count)
        tf.config.threading.set_inter_op_parallelism_threads(count)
    elif backend == "torch":
        sys.modules["torch"].set_num_threads(count)


def threads() -> dict[str, int]:
    """The framework's own settings, read back."""
    backend = keras.backend.backend()
    if backend == "tensorflow":
        import tensorflow as tf

        config = tf.config.threading
        return {
            "intra_op": config.get_intra_op_parallelism_threads(),
            "inter_op": config.get_inter_op_parallelism_threads(),
        }
    return {"intra_op": sys.modules["torch"].get_num_threads()} if backend == "torch" else {}


def compiler(model: Any) -> dict[str, Any]:
    """What "auto" came to."""
    return {
        "jit_compile": bool(getattr(model, "jit_compile", False)),
        "run_eagerly": bool(getattr(model, "run_eagerly", False)),
        "steps_per_execution": int(getattr(model, "steps_per_execution", 1)),
    }


def canary(model: Any) -> float:
    """A product of 1,024 terms of 1.0001 in the precision that layers compute in: 1024.1 in
    float32, 1024.0 with the digits of TF32 or bfloat16."""
    kind = keras.config.dtype_policy().compute_dtype
    terms, ones = (keras.ops.full((1024, 1024), x, dtype=kind) for x in (1.0001, 1.0))
    return float(keras.ops.convert_to_numpy(keras.ops.matmul(terms, ones))[0, 0])


def device(model: Any) -> str:
    """Where a result lies."""
    tensor = keras.ops.convert_to_tensor(np.ones(1, "float32"))
    found = getattr(tensor, "device", "")
    return str(found() if callable(found) else found).lower()


def device_peak() -> int | None:
    """Most bytes that were held on the GPU; None without one."""
    if not any(name in device(None) for name in ("cuda", "gpu")):
        return None
    backend = keras.backend.backend()  # pragma: no cover (from here on needs a GPU)
    if backend == "tensorflow":  # pragma: no cover
        import tensorflow as tf

        return int(tf.config.experimental.get_memory_info("GPU:0")["peak"])
    if backend == "jax":  # pragma: no cover
        import jax

        return int(jax.devices()[0].memory_stats()["peak_bytes_in_use"])
    return int(sys.modules["torch"].cuda.max_memory_allocated())  # pragma: no cover
