"""Compilation to native code before deployment in Keras on TensorFlow."""

import os
import subprocess
import sysconfig
import tempfile
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf

PROGRAM = r"""
#include <cstdio>
#include "model.h"

int main() {
  Model model;
  static_cast<float*>(model.arg_data(0))[0] = 4;
  static_cast<float*>(model.arg_data(0))[1] = 5;
  if (!model.Run()) return 1;
  std::printf("%f", static_cast<float*>(model.result_data(0))[0]);
}
"""
# The sources of XLA's runtime in the wheel that a model of matrix products calls.
RUNTIME = (
    "tensorflow/compiler/tf2xla/allocator.cc",
    "tensorflow/compiler/tf2xla/xla_compiled_cpu_function.cc",
    "xla/backends/cpu/runtime/dot_lib_f32.cc",
    "xla/backends/cpu/runtime/rng_state_lib.cc",
    "xla/executable_run_options.cc",
)


def build():
    model = keras.Sequential([keras.Input(shape=(2,)), keras.layers.Dense(1)])
    model.set_weights([np.array([[1.0], [2.0]]), np.array([3.0])])
    return model


def compile_model(saved, folder):
    tool = os.path.join(sysconfig.get_path("scripts"), "saved_model_cli")
    options = ["--dir", saved, "--tag_set", "serve", "--cpp_class", "Model"]
    options += ["--output_prefix", str(folder / "model")]
    subprocess.run([tool, "aot_compile_cpu", *options], check=True)


def compile_program(folder):
    (folder / "run.cc").write_text(PROGRAM)
    library = Path(tf.sysconfig.get_lib())
    sources = [library / "xla_aot_runtime_src" / name for name in RUNTIME]
    flags = [*tf.sysconfig.get_compile_flags(), *tf.sysconfig.get_link_flags()]
    flags += [f"-Wl,-rpath,{library}", "-o", folder / "run"]
    command = ["g++", folder / "run.cc", *folder.glob("model*.o"), *sources, *flags]
    subprocess.run(command, check=True)
    return folder / "run"


def main():
    with tempfile.TemporaryDirectory() as name:
        folder, saved = Path(name), os.path.join(name, "saved")
        signature = [keras.InputSpec(shape=(1, 2), dtype="float32")]
        build().export(saved, input_signature=signature, verbose=False)
        compile_model(saved, folder)
        return float(subprocess.check_output([compile_program(folder)]))


if __name__ == "__main__":
    print(main())
