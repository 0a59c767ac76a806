"""Run an exported model from a C++ program in Keras."""

import os
import subprocess
import tempfile

import keras
import numpy as np
import tensorflow as tf

PROGRAM = r"""
#include <cstdio>
#include "tensorflow/c/c_api.h"

int main(int argc, char** argv) {
  TF_Status* status = TF_NewStatus();
  TF_Graph* graph = TF_NewGraph();
  const char* tags[] = {"serve"};
  TF_Session* session = TF_LoadSessionFromSavedModel(
      TF_NewSessionOptions(), nullptr, argv[1], tags, 1, graph, nullptr, status);
  if (TF_GetCode(status) != TF_OK) return std::fputs(TF_Message(status), stderr), 1;
  int64_t shape[] = {1, 2};
  TF_Tensor* x = TF_AllocateTensor(TF_FLOAT, shape, 2, 2 * sizeof(float));
  static_cast<float*>(TF_TensorData(x))[0] = 4;
  static_cast<float*>(TF_TensorData(x))[1] = 5;
  TF_Output input = {TF_GraphOperationByName(graph, argv[2]), 0};
  TF_Output output = {TF_GraphOperationByName(graph, argv[3]), 0};
  TF_Tensor* y = nullptr;
  TF_SessionRun(session, nullptr, &input, &x, 1, &output, &y, 1, nullptr, 0,
                nullptr, status);
  if (TF_GetCode(status) != TF_OK) return std::fputs(TF_Message(status), stderr), 1;
  std::printf("%f", static_cast<float*>(TF_TensorData(y))[0]);
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
    flags = [*tf.sysconfig.get_compile_flags(), *tf.sysconfig.get_link_flags()]
    flags += ["-l:libtensorflow_cc.so.2", f"-Wl,-rpath,{tf.sysconfig.get_lib()}"]
    subprocess.run(["g++", source, "-o", program, *flags], check=True)
    return program


def names(saved):
    with tf.compat.v1.Session(graph=tf.Graph()) as session:
        loaded = tf.compat.v1.saved_model.load(session, ["serve"], saved)
    signature = loaded.signature_def["serving_default"]
    tensors = [*signature.inputs.values(), *signature.outputs.values()]
    return [tensor.name.split(":")[0] for tensor in tensors]


def main():
    with tempfile.TemporaryDirectory() as folder:
        saved = os.path.join(folder, "saved")
        build().export(saved, verbose=False)
        command = [compile_program(folder), saved, *names(saved)]
        return float(subprocess.check_output(command))


if __name__ == "__main__":
    print(main())
