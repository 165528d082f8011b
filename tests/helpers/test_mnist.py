"""MNIST from files on this machine: small files in its formats are read, damaged ones refused, nothing is fetched."""

import gzip
import io
import re
import socket
import struct
from pathlib import Path

import numpy as np
import pytest

from helpers import datasets
from helpers.datasets import mnist

RNG = np.random.default_rng(0)
IMAGES, LABELS = RNG.integers(256, size=(8, 28, 28)), np.array([5, 0, 4, 1, 9, 2, 7, 3])
ARRAYS = {
    "train-images-idx3-ubyte": IMAGES[:6],
    "train-labels-idx1-ubyte": LABELS[:6],
    "t10k-images-idx3-ubyte": IMAGES[6:],
    "t10k-labels-idx1-ubyte": LABELS[6:],
}


def idx(array):
    return bytes([0, 0, 8, array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape) + bytes(array.flatten().tolist())


FILES = {name: idx(array) for name, array in ARRAYS.items()}


def npz(write=np.savez_compressed, **changes):
    names = ("x_train", "y_train", "x_test", "y_test")
    arrays = {name: array.astype(np.uint8) for name, array in zip(names, ARRAYS.values(), strict=True)} | changes
    content = io.BytesIO()
    write(content, **{name: array for name, array in arrays.items() if array is not None})
    return content.getvalue()


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    """Where MNIST belongs, on a machine without it and without a network, for which 6 images are enough, and 2."""

    def no_network(*_):
        raise AssertionError("nothing must be fetched")

    monkeypatch.setattr(socket, "socket", no_network)
    monkeypatch.setattr(datasets, "DATA", tmp_path / "data")
    monkeypatch.setattr(datasets, "MNIST_IMAGES", (6, 2))
    return tmp_path / "data" / "mnist"


def write(folder, content):
    for name, data in content.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def assert_is_mnist(data):
    assert data.X_train.dtype == data.X_test.dtype == np.uint8
    np.testing.assert_array_equal(data.X_train, IMAGES[:6].reshape(6, 784))
    np.testing.assert_array_equal(data.X_test, IMAGES[6:].reshape(2, 784))
    np.testing.assert_array_equal(data.y_train, LABELS[:6])
    np.testing.assert_array_equal(data.y_test, LABELS[6:])
    data.X_train[0, 0] = 7  # the arrays may be written to


@pytest.mark.parametrize("zipped", [(), ("train-images-idx3-ubyte",), tuple(ARRAYS)])
@pytest.mark.parametrize("suffix", ["", ".gz"])
def test_idx_files(folder, zipped, suffix):
    """Whether a file is gzipped is seen from its first bytes; the name may say so or not."""
    for name, data in FILES.items():
        write(folder, {name + suffix: gzip.compress(data)} if name in zipped else {name: data})
    assert_is_mnist(mnist())


@pytest.mark.parametrize("suffix", ["", ".gz"])
@pytest.mark.parametrize("place", ["{0}", "{1}", "{0}/{0}", "raw/{0}", "MNIST/raw/{0}"])
def test_the_names_of_kaggle_and_torchvision(folder, place, suffix):
    """`t10k-labels.idx1-ubyte`, a folder a file, or the folder of torchvision; its files may be unpacked or not."""
    write(folder, {place.format(name, name.replace("-idx", ".idx")) + suffix: data for name, data in FILES.items()})
    for path in (None, folder, str(folder)):
        assert_is_mnist(mnist(path))


@pytest.mark.parametrize("write_npz", [np.savez, np.savez_compressed])
def test_the_file_of_keras(folder, write_npz):
    write(folder, {"mnist.npz": npz(write_npz)})
    for path in (None, folder, folder / "mnist.npz", str(folder / "mnist.npz")):
        assert_is_mnist(mnist(path))


def test_other_digits_beside_mnist_are_not_taken_for_it(folder):
    write(folder, {f"FashionMNIST/raw/{name}": data for name, data in FILES.items()})
    with pytest.raises(FileNotFoundError):
        mnist()


X, Y, Z = "train-images-idx3-ubyte", "t10k-labels-idx1-ubyte", "mnist.npz"
GOOD, ZIPPED, KERAS = FILES[X], gzip.compress(FILES[X]), npz()
DAMAGED = {
    "empty": (X, b"", "must begin with 00 00 08 03 00 00 00 06 00 00 00 1c 00 00 00 1c, but begins with"),
    "a page of the web": (X, b"<!DOCTYPE html>", "begins with 3c 21 44 4f"),
    "labels under the name of images": (X, FILES[Y], "begins with 00 00 08 01"),
    "images under the name of labels": (Y, GOOD, "must begin with 00 00 08 01"),
    "floats": (X, bytes([0, 0, 13]) + GOOD[3:], "begins with 00 00 0d 03"),
    "cut in the images": (X, GOOD[:-1], f"cannot reshape array of size {6 * 784 - 1} into shape (6,28,28)"),
    "a byte too many": (X, GOOD + b"\0", f"cannot reshape array of size {6 * 784 + 1}"),
    "the images of the test": (X, idx(IMAGES[6:]), "begins with 00 00 08 03 00 00 00 02"),
    "fewer labels than images": (Y, idx(LABELS[:1]), "begins with 00 00 08 01 00 00 00 01"),
    "gzip, cut": (X, ZIPPED[:-200], "ended before the end-of-stream"),
    "gzip, with another checksum": (X, ZIPPED[:-8] + b"\1\2\3\4" + ZIPPED[-4:], "CRC"),
    "gzip, overwritten": (X, ZIPPED[:10] + b"\xff" * 90 + ZIPPED[100:], "invalid block type"),
    "Keras, empty": (Z, b"", "no file of MNIST"),
    "Keras, cut": (Z, KERAS[:-200], "damaged"),
    "Keras, overwritten": (Z, KERAS[:400] + b"\xff" * 90 + KERAS[490:], "damaged"),
    "Keras, no labels": (Z, npz(y_test=None), "KeyError: 'y_test'"),
    "Keras, floats": (Z, npz(x_train=IMAGES[:6] / 255), "holds [('float64', (6, 28, 28))"),
    "Keras, fewer labels": (Z, npz(y_train=np.zeros(5, np.uint8)), "('uint8', (5,))"),
    "Keras, code": (Z, npz(y_train=np.array([print], object)), "allow_pickle"),
}


@pytest.mark.parametrize("name, content, words", DAMAGED.values(), ids=DAMAGED)
def test_damaged_files_are_refused_by_name(folder, name, content, words):
    write(folder, {name: content} if name == Z else FILES | {name: content})
    with pytest.raises(ValueError, match=re.escape(words)) as raised:
        mnist()
    assert str(folder / name) in str(raised.value)


@pytest.mark.parametrize("name, part", [(Y, "y_test"), ("train-labels-idx1-ubyte", "y_train")])
def test_a_label_of_ten_is_refused(folder, name, part):
    write(folder, FILES | {name: FILES[name][:-1] + b"\n"})
    with pytest.raises(ValueError, match=rf"^{part} must hold whole numbers from 0 to 9, got .* 10\]$"):
        mnist()


NO_MNIST = """MNIST is not in {}. Looked in vain for mnist.npz and for
{}
(with .gz or without, also as train-images.idx3-ubyte, in folders of these names, and in MNIST/raw).
Put them there; data/README.md says more."""


@pytest.mark.parametrize(
    "path, there, where, missing",
    [
        (None, [], "data/mnist", ", ".join(ARRAYS)),
        ("nowhere", [], "nowhere", ", ".join(ARRAYS)),
        (None, set(ARRAYS) - {X, Y}, "data/mnist", f"{X}, {Y}"),
    ],
)
def test_without_files_the_message_says_what_to_do(folder, path, there, where, missing):
    write(folder, {name: FILES[name] for name in there})
    with pytest.raises(FileNotFoundError) as raised:
        mnist(path)
    assert str(raised.value) == NO_MNIST.format(where, missing)
    assert folder.exists() == bool(there)  # no folder is made on the way


def test_the_card_names_the_files():
    card = (Path(datasets.__file__).parent.parent / "data" / "README.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in card for name in (*ARRAYS, "train-images.idx3-ubyte", "MNIST/raw", "mnist.npz"))
