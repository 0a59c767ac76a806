"""Run an exported model from a C++ program in Keras on PyTorch."""

import os
import subprocess
import tempfile

import keras
import numpy as np
import torch
from torch.utils.cpp_extension import include_paths, library_paths

PROGRAM = r"""
#include <cstdio>
#include <ATen/ATen.h>
#include <torch/csrc/inductor/aoti_package/model_package_loader.h>

int main(int argc, char** argv) {
  c10::InferenceMode mode;
  torch::inductor::AOTIModelPackageLoader model(argv[1]);
  at::Tensor x = at::tensor({4.0f, 5.0f}).reshape({1, 2});
  std::printf("%f", model.run({x})[0].item<float>());
}
"""


def build():
    model = keras.Sequential([keras.Input(shape=(2,)), keras.layers.Dense(1)])
    model.set_weights([np.array([[1.0], [2.0]]), np.array([3.0])])
    return model


def compile_program(folder):
    source, program = os.path.join(folder, "run.cc"), os.path.join(folder, "run")
    with open(source, "w") as file:
        file.write(PROGRAM)
    flags = ["-std=c++20", *(f"-I{path}" for path in include_paths())]
    for path in library_paths():
        flags += [f"-L{path}", f"-Wl,-rpath,{path}"]
    flags += ["-Wl,--no-as-needed", "-ltorch", "-ltorch_cpu", "-lc10"]
    subprocess.run(["g++", source, "-o", program, *flags], check=True)
    return program


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.pt2")
        build().export(path, format="torch", verbose=False)
        compiled = os.path.join(folder, "compiled.pt2")
        program = torch.export.load(path)
        torch._inductor.aoti_compile_and_package(program, package_path=compiled)
        command = [compile_program(folder), compiled]
        return float(subprocess.check_output(command))


if __name__ == "__main__":
    print(main())
