"""The data sets of the course, all of them local. Notebook 13 looks at the digits and splits them."""

import json
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.datasets import load_breast_cancer, load_digits
from sklearn.model_selection import train_test_split

from helpers.support import mnist_files
from helpers.support.validation import check_count, check_labels, check_matrix

#: The folder of the files that come with the course; `data/README.md` describes them.
DATA = Path(__file__).parent.parent / "data"
MNIST_IMAGES = 60_000, 10_000  # to train on, and for the test


def digits():
    """Return the 1797 handwritten digits: X, shape (1797, 64), counts 0 to 16; y, shape (1797,), labels 0 to 9.

    Source: the test part of UCI's Optical Recognition of Handwritten Digits (Alpaydin and Kaynak 1998), as
    scikit-learn ships it; `data/README.md` has its card.
    """
    return load_digits(return_X_y=True)


def breast_cancer():
    """Return 569 biopsies: X, shape (569, 30), measures of cell nuclei; y, shape (569,), 0 malignant, 1 benign.

    Source: UCI's Breast Cancer Wisconsin (Diagnostic) (Wolberg, Mangasarian, Street and Street 1995), as
    scikit-learn ships it; `data/README.md` has its card.
    """
    return load_breast_cancer(return_X_y=True)


class Mnist(NamedTuple):
    """MNIST in its two official parts: no writer is in both."""

    X_train: np.ndarray
    y_train: np.ndarray
    X_test: np.ndarray
    y_test: np.ndarray


def mnist(path=None):
    """Return the 70 000 handwritten digits of MNIST, if their files are on this machine; nothing is downloaded.

    path: the folder of the four IDX files, under the names that LeCun, Kaggle or torchvision give them, or of Keras's
    `mnist.npz`, or that file; `data/mnist/` where none is named.

    X_train (60000, 784), X_test (10000, 784): pixels, unsigned bytes from 0, paper, to 255, ink, 55 MB in all;
    divide by `np.float32(255)`. y_train (60000,), y_test (10000,): labels 0 to 9.

    Raises FileNotFoundError, with what was looked for, if there is none, and ValueError, naming the file, if one is
    damaged.
    Source: LeCun, Bottou, Bengio and Haffner 1998, section III; `data/README.md` has its card.
    """
    folder = DATA / "mnist" if path is None else Path(path)
    n, n_test = MNIST_IMAGES
    shapes = [(n, 28, 28), (n,), (n_test, 28, 28), (n_test,)]
    files = mnist_files.find(folder)
    keras = folder if folder.is_file() else folder / "mnist.npz"
    if all(files):
        arrays = list(map(mnist_files.read_idx, files, shapes))
    elif keras.is_file():
        arrays = mnist_files.read_keras(keras, shapes)
    else:
        missing = ", ".join(name for name, file in zip(mnist_files.NAMES, files, strict=True) if not file)
        raise FileNotFoundError(
            f"MNIST is not in {'data/mnist' if path is None else folder}. Looked in vain for mnist.npz and for\n"
            f"{missing}\n(with .gz or without, also as train-images.idx3-ubyte, in folders of these names, and in "
            "MNIST/raw).\nPut them there; data/README.md says more."
        )
    X, y, X_test, y_test = arrays
    return Mnist(
        X.reshape(n, -1), check_labels("y_train", y, 10), X_test.reshape(n_test, -1), check_labels("y_test", y_test, 10)
    )


class Split(NamedTuple):
    """Data in three parts: to learn from, to choose with, to judge by."""

    X_train: np.ndarray
    y_train: np.ndarray
    X_validation: np.ndarray
    y_validation: np.ndarray
    X_test: np.ndarray
    y_test: np.ndarray


def split(X, y, validation, test, seed):
    """Return a random `Split` with this many samples for validation and for the test, stratified by label.

    X, y: inputs, shape (n, p), and labels, shape (n,). seed: a whole number.
    """
    X = check_matrix("X", X)
    y = check_labels("y", y, rows=len(X))
    classes, members = np.unique(y, return_counts=True)
    if members.min() < 3:
        raise ValueError(
            f"y must have at least 3 samples of each class, got {members.min()} of class {classes[members.argmin()]}"
        )
    validation = check_count("validation", validation, least=len(classes))
    test = check_count("test", test, least=len(classes))
    if validation + test > len(X) - len(classes):
        raise ValueError(
            f"validation and test must leave a sample of each class to train on, got {validation} + {test} of {len(X)}"
        )
    seed = check_count("seed", seed, least=0)
    X, X_test, y, y_test = train_test_split(X, y, test_size=test, stratify=y, random_state=seed)
    X, X_val, y, y_val = train_test_split(X, y, test_size=validation, stratify=y, random_state=seed)
    return Split(X, y, X_val, y_val, X_test, y_test)


def one_hot(y, classes):
    """Return labels y, shape (n,), as rows of zeros with a one in column y: shape (n, classes)."""
    y = check_labels("y", y, check_count("classes", classes))
    Y = np.zeros((len(y), classes))
    Y[np.arange(len(y)), y] = 1
    return Y


def two_two_one():
    """Return the fixed numbers of a network with 2 inputs, 2 sigmoid nodes and 1 linear output, and one sample.

    A dictionary of arrays: "X" (1, 2), "Y" (1, 1), "W1" (2, 2), "b1" (1, 2), "W2" (2, 1), "b2" (1, 1). Several
    notebooks differentiate its half squared error by different means and must find the same nine numbers.
    """
    path = DATA / "two_two_one.json"
    return {name: np.array(values) for name, values in json.loads(path.read_text()).items()}
