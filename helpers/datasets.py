"""The data sets of the course, all of them local."""

import json
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.datasets import load_breast_cancer, load_digits
from sklearn.model_selection import train_test_split

from helpers.idx import read_idx
from helpers.openml import read_openml, sklearn_home
from helpers.validation import count, labels, matrix

# The files that come with the course; data/README.md describes them.
DATA = Path(__file__).parent.parent / "data"
MNIST_IMAGES = 60_000, 10_000       # to train on, and for the test
# Where scikit-learn keeps MNIST in its folder of data; older versions give it no name but the number.
MNIST_PLACES = [f"openml/openml.org/data/v1/download/{name}.gz" for name in ("52667/mnist_784.arff", "52667")]


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


def mnist():
    """Return the 70 000 handwritten digits of MNIST, if their files are on this machine; nothing is downloaded.

    X_train (60000, 784), X_test (10000, 784): pixels, unsigned bytes from 0, paper, to 255, ink, 55 MB in all;
    divide by `np.float32(255)`. y_train (60000,), y_test (10000,): labels 0 to 9.

    Looks for the four IDX files, gzipped or not, in `data/mnist/`, then for what scikit-learn's
    `fetch_openml("mnist_784")` has left on disk. Raises FileNotFoundError, with what to do, if neither is there, and
    ValueError, naming the file, if one is damaged.
    Source: LeCun, Bottou, Bengio and Haffner 1998, section III; `data/README.md` has its card.
    """
    n, n_test = MNIST_IMAGES
    names = [f"{part}-{kind}-ubyte" for part in ("train", "t10k") for kind in ("images-idx3", "labels-idx1")]
    paths = [_first_file(DATA / "mnist" / name, DATA / "mnist" / f"{name}.gz") for name in names]
    if all(paths):
        shapes = [(n, 28, 28), (n,), (n_test, 28, 28), (n_test,)]
        X, y, X_test, y_test = map(read_idx, paths, shapes)
        parts = Mnist(X.reshape(n, -1), y, X_test.reshape(n_test, -1), y_test)
    elif any(paths):
        missing = [name for name, path in zip(names, paths, strict=True) if path is None]
        raise FileNotFoundError(f"data/mnist lacks {', '.join(missing)} (gzipped or not)")
    elif path := _first_file(*map(sklearn_home().joinpath, MNIST_PLACES)):
        paths = [path] * 4
        X, y = read_openml(path, rows=n + n_test, columns=28 * 28 + 1)
        parts = Mnist(X[:n], y[:n], X[n:], y[n:])
    else:
        raise FileNotFoundError("MNIST is not on this machine. Put its four IDX files into data/mnist, or call\n"
                                "sklearn.datasets.fetch_openml('mnist_784') once; data/README.md says more.")
    for path, y in zip(paths[1::2], parts[1::2], strict=True):
        if y.max() > 9:
            raise ValueError(f"{path} is damaged: it must hold labels from 0 to 9, but holds {y.max()}")
    return parts


def _first_file(*paths):
    return next(filter(Path.is_file, paths), None)


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
