"""Train the grid of notebook 16 in Keras, 49 networks one after another, and write data/keras_grid.csv.

usage: python tools/keras_grid.py       in the environment of `make beyond`; takes a few minutes

The file is replaced only when all networks have been trained.
"""

import os
import platform
import time
from itertools import product
from pathlib import Path

import numpy as np

from helpers.activations import relu
from helpers.beyond import require
from helpers.datasets import digits, split
from helpers.network import DIVERGED, Network
from helpers.support.progress import progress

require("keras", "tensorflow")

import keras  # noqa: E402
import tensorflow as tf  # noqa: E402

FILE = Path(__file__).parent.parent / "data" / "keras_grid.csv"
ETA = LMBDA = np.logspace(-5, 1, 7)
WIDTHS = (64, 100, 50, 10)
EPOCHS, BATCH_SIZE, SEED = 100, 100, 0


def trained(eta, lmbda, data, epochs=EPOCHS):
    """Return the Keras network of a cell: plain descent with this rate and penalty, from the weights of all cells."""
    keras.utils.clear_session()  # forgets the graphs of earlier cells
    keras.utils.set_random_seed(SEED)  # of the order of the images
    start = Network(WIDTHS, hidden=relu, seed=SEED)
    penalty = keras.regularizers.L2(lmbda / 2)
    layers = [
        keras.layers.Dense(nodes, activation="softmax" if nodes == WIDTHS[-1] else "relu", kernel_regularizer=penalty)
        for nodes in WIDTHS[1:]
    ]
    model = keras.Sequential([keras.Input(WIDTHS[:1]), *layers])
    model.set_weights([p for W, b in zip(start.W[1:], start.b[1:], strict=True) for p in (W, b[0])])
    model.compile(
        optimizer=keras.optimizers.SGD(learning_rate=eta), loss="sparse_categorical_crossentropy", metrics=["accuracy"]
    )
    model.fit(data.X_train, data.y_train, batch_size=BATCH_SIZE, epochs=epochs, verbose=0)
    return model


def accuracies(eta, lmbda, data, epochs=EPOCHS):
    """Return the training and the validation accuracy of a cell, both NaN where the network has diverged."""
    model = trained(eta, lmbda, data, epochs)
    if not all(np.abs(p).max() <= DIVERGED for p in model.get_weights()):
        return np.nan, np.nan
    parts = [(data.X_train, data.y_train), (data.X_validation, data.y_validation)]
    return tuple(model.evaluate(X, y, verbose=0, return_dict=True)["accuracy"] for X, y in parts)


def write(path, cell):
    """Write the table of cell(eta, lmbda) over the grid; a crash meanwhile leaves an older file of that name whole."""
    begin = time.process_time()
    rows = []
    for eta, lmbda in progress(list(product(ETA, LMBDA)), "Keras grid"):
        rows.append([eta, lmbda, *cell(eta, lmbda)])
    header = "\n".join(
        [
            "made by: python tools/keras_grid.py",
            "data: helpers.datasets.split(X / 16, y, 360, 360, seed=0) of the digits",
            f"network: {'-'.join(map(str, WIDTHS))}, ReLU, softmax; weights of helpers.Network with seed {SEED}",
            f"training: SGD, {EPOCHS} epochs, batches of {BATCH_SIZE}, keras.utils.set_random_seed({SEED}), float32",
            "penalty: lmbda / 2 times the sum of the squared weights, biases without; nan: diverged",
            f"versions: keras {keras.__version__}, tensorflow {tf.__version__}, python {platform.python_version()}",
            f"time: {time.process_time() - begin:.0f} s of one processor",
            "eta,lmbda,train_accuracy,validation_accuracy",
        ]
    )
    part = path.with_suffix(".part")
    np.savetxt(part, rows, fmt=["%.0e", "%.0e", "%.4f", "%.4f"], delimiter=",", header=header)
    os.replace(part, path)
    return header


def main():
    X, y = digits()
    data = split(X / 16, y, validation=360, test=360, seed=0)
    print(write(FILE, lambda eta, lmbda: accuracies(eta, lmbda, data)))


if __name__ == "__main__":
    main()
