"""The data sets of the course, all of them local."""

import json
import os
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.datasets import load_breast_cancer, load_digits
from sklearn.model_selection import train_test_split

from helpers.support.idx import read_idx
from helpers.support.openml import read_openml, sklearn_home
from helpers.support.storage import read_npz
from helpers.support.validation import count, labels, matrix

# The files that come with the course; data/README.md describes them.
DATA = Path(__file__).parent.parent / "data"
MNIST_IMAGES = 60_000, 10_000       # to train on, and for the test
MNIST_FILES = [f"{part}-{kind}" for part in ("train", "t10k") for kind in ("images-idx3-ubyte", "labels-idx1-ubyte")]
# Where such a file may be, with .gz or without: as its authors called it; with a dot, {1}, or in a folder of its own,
# as at Kaggle; in a folder of torchvision.
MNIST_PLACES = ["{0}", "{1}", "{0}/{0}", "raw/{0}", "MNIST/raw/{0}"]
# Where scikit-learn keeps MNIST in its folder of data; older versions give it no name but the number.
OPENML_FILES = [f"openml/openml.org/data/v1/download/{name}.gz" for name in ("52667/mnist_784.arff", "52667")]


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
    """MNIST in its two official parts: nobody who wrote for the one wrote for the other."""

    X_train: np.ndarray
    y_train: np.ndarray
    X_test: np.ndarray
    y_test: np.ndarray


def mnist(path=None):
    """Return the 70 000 handwritten digits of MNIST, if their files are on this machine; nothing is downloaded.

    path: the folder of the four IDX files, under the names that LeCun, Kaggle or torchvision give them, or of Keras's
    `mnist.npz`, or that file. Without it `data/mnist/` is the folder, and after it what scikit-learn's
    `fetch_openml("mnist_784")` has left on disk is looked for.

    X_train (60000, 784), X_test (10000, 784): pixels, unsigned bytes from 0, paper, to 255, ink, 55 MB in all;
    divide by `np.float32(255)`. y_train (60000,), y_test (10000,): labels 0 to 9.

    Raises FileNotFoundError, with what was looked for, if there is none, and ValueError, naming the file, if one is
    damaged.
    Source: LeCun, Bottou, Bengio and Haffner 1998, section III; `data/README.md` has its card.
    """
    if not (path is None or isinstance(path, (str, os.PathLike))):
        raise TypeError(f"path must be the path of a folder, or of mnist.npz, got {path!r}")
    folder = DATA / "mnist" if path is None else Path(path)
    n, n_test = MNIST_IMAGES
    shapes = [(n, 28, 28), (n,), (n_test, 28, 28), (n_test,)]
    files = [_first_file(folder / (place.format(name, name.replace("-idx", ".idx")) + end)
                         for place in MNIST_PLACES for end in ("", ".gz")) for name in MNIST_FILES]
    if all(files):
        arrays = list(map(read_idx, files, shapes))
    elif file := _first_file([folder, folder / "mnist.npz"]):
        files, arrays = [file] * 4, read_npz(file, "MNIST", lambda arrays: _of_keras(arrays, shapes))
    elif path is None and (file := _first_file(map(sklearn_home().joinpath, OPENML_FILES))):
        X, y = read_openml(file, rows=n + n_test, columns=28 * 28 + 1)
        files, arrays = [file] * 4, [X[:n], y[:n], X[n:], y[n:]]
    else:
        missing = ", ".join(name for name, file in zip(MNIST_FILES, files, strict=True) if not file)
        raise FileNotFoundError(
            f"MNIST is not in {'data/mnist' if path is None else folder}. Looked in vain for mnist.npz and for\n"
            f"{missing}\n(with .gz or without, also as train-images.idx3-ubyte, in folders of these names, and in "
            "MNIST/raw).\nPut them there, or call mnist() after sklearn.datasets.fetch_openml('mnist_784');\n"
            "data/README.md says more.")
    X, y, X_test, y_test = arrays
    for file, answers in (files[1], y), (files[3], y_test):
        if answers.max() > 9:
            raise ValueError(f"{file} is damaged: it must hold labels from 0 to 9, but holds {answers.max()}")
    return Mnist(X.reshape(n, -1), y, X_test.reshape(n_test, -1), y_test)


def _first_file(paths):
    return next(filter(Path.is_file, paths), None)


def _of_keras(arrays, shapes):
    """Return the four arrays of Keras's file, if they are unsigned bytes of these shapes."""
    parts = [arrays[name] for name in ("x_train", "y_train", "x_test", "y_test")]
    found = [(str(part.dtype), part.shape) for part in parts]
    if found != (wanted := [("uint8", shape) for shape in shapes]):
        raise ValueError(f"it must hold {wanted}, but holds {found}")
    return parts


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
    X = matrix("X", X)
    y = labels("y", y, rows=len(X))
    classes, members = np.unique(y, return_counts=True)
    if members.min() < 3:
        raise ValueError(f"y must have at least 3 samples of each class, got {members.min()} of class "
                         f"{classes[members.argmin()]}")
    validation, test = count("validation", validation, len(classes)), count("test", test, len(classes))
    if validation + test > len(X) - len(classes):
        raise ValueError(f"validation and test must leave a sample of each class to train on, got {validation} + "
                         f"{test} of {len(X)}")
    if (seed := count("seed", seed, least=0)) >= 2**32:
        raise ValueError(f"seed must be below 2³², got {seed}")
    X, X_test, y, y_test = train_test_split(X, y, test_size=test, stratify=y, random_state=seed)
    X, X_val, y, y_val = train_test_split(X, y, test_size=validation, stratify=y, random_state=seed)
    return Split(X, y, X_val, y_val, X_test, y_test)


def one_hot(y, classes):
    """Return labels y, shape (n,), as rows of zeros with a one in column y: shape (n, classes)."""
    y = labels("y", y, count("classes", classes))
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
