"""A student that learns from labels and from a frozen teacher in Keras."""

import keras
import numpy as np


def build(weight):
    layer = keras.layers.Dense(
        1,
        use_bias=False,
        kernel_initializer=keras.initializers.Constant(weight),
    )
    return keras.Sequential([keras.Input(shape=(1,)), layer])


def main():
    x, y = np.ones((1, 1), "float32"), np.ones((1, 1), "float32")
    teacher, student = build(2.0), build(0.0)
    distiller = keras.distillation.Distiller(
        teacher=teacher,
        student=student,
        distillation_losses=keras.distillation.FeatureDistillation(loss="mse"),
        student_loss_weight=0.5,
    )
    distiller.compile(optimizer=keras.optimizers.SGD(learning_rate=0.1), loss="mse")
    distiller.fit(x, y, verbose=0)
    learned = student.predict(x, verbose=0).item()
    return learned * teacher.predict(x, verbose=0).item()


if __name__ == "__main__":
    print(main())
