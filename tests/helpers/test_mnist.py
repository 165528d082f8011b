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


@pytest.fixture(autouse=True)
def machine(monkeypatch, tmp_path):
    """A machine without MNIST and without a network, for which 6 images are enough to train on, and 2 for the test."""

    def no_network(*_):
        raise AssertionError("nothing must be fetched")

    monkeypatch.setattr(socket, "socket", no_network)
    monkeypatch.setattr(datasets, "DATA", tmp_path / "data")
    monkeypatch.setattr(datasets, "MNIST_IMAGES", (6, 2))
    return tmp_path


def idx(array):
    return bytes([0, 0, 8, array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape) + bytes(array.flatten().tolist())


def write(folder, content):
    folder = folder / "data" / "mnist"
    for name, data in content.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def npz(write=np.savez_compressed, **changes):
    arrays = [array.astype(np.uint8) for array in ARRAYS.values()]
    arrays = dict(zip(("x_train", "y_train", "x_test", "y_test"), arrays, strict=True)) | changes
    content = io.BytesIO()
    write(content, **{name: array for name, array in arrays.items() if array is not None})
    return content.getvalue()


def assert_is_mnist(data):
    assert [array.shape for array in data] == [(6, 784), (6,), (2, 784), (2,)]
    assert data.X_train.dtype == data.X_test.dtype == np.uint8
    np.testing.assert_array_equal(data.X_train, IMAGES[:6].reshape(6, 784))
    np.testing.assert_array_equal(data.X_test, IMAGES[6:].reshape(2, 784))
    np.testing.assert_array_equal(np.concatenate([data.y_train, data.y_test]), LABELS)


@pytest.mark.parametrize("zipped", [(), ("train-images-idx3-ubyte",), tuple(ARRAYS)])
@pytest.mark.parametrize("suffix", ["", ".gz"])
def test_idx_files(machine, zipped, suffix):
    """Whether a file is gzipped is seen from its first bytes; the name may say so or not."""
    write(
        machine,
        {
            name + suffix * (name in zipped): gzip.compress(idx(array)) if name in zipped else idx(array)
            for name, array in ARRAYS.items()
        },
    )
    assert_is_mnist(mnist())


@pytest.mark.parametrize("suffix", ["", ".gz"])
@pytest.mark.parametrize("place", ["{0}", "{1}", "{0}/{0}", "raw/{0}", "MNIST/raw/{0}"])
def test_the_names_of_kaggle_and_torchvision(machine, place, suffix):
    """`t10k-labels.idx1-ubyte`, a folder a file, or the folder of torchvision; its files may be unpacked or not."""
    content = {place.format(name, name.replace("-idx", ".idx")) + suffix: idx(array) for name, array in ARRAYS.items()}
    folder = write(machine, content)
    for path in (None, folder, str(folder)):
        assert_is_mnist(mnist(path))


@pytest.mark.parametrize("write_npz", [np.savez, np.savez_compressed])
def test_the_file_of_keras(machine, write_npz):
    folder = write(machine, {"mnist.npz": npz(write_npz)})
    for path in (None, folder, folder / "mnist.npz", str(folder / "mnist.npz")):
        assert_is_mnist(mnist(path))


def test_other_digits_beside_mnist_are_not_taken_for_it(machine):
    write(machine, {f"FashionMNIST/raw/{name}": idx(array) for name, array in ARRAYS.items()})
    with pytest.raises(FileNotFoundError):
        mnist()


@pytest.mark.parametrize(
    "content", [{name: idx(array) for name, array in ARRAYS.items()}, {"mnist.npz": npz()}], ids=["IDX", "Keras"]
)
def test_the_arrays_may_be_written_to(machine, content):
    write(machine, content)
    data = mnist()
    data.X_train[0, 0] = 7
    assert data.X_train[0, 0] == 7


X, Y = "train-images-idx3-ubyte", "t10k-labels-idx1-ubyte"
GOOD, ZIPPED = idx(ARRAYS[X]), gzip.compress(idx(ARRAYS[X]))
DAMAGED = {
    "empty": (X, b"", "must begin with 00 00 08 03 00 00 00 06 00 00 00 1c 00 00 00 1c, but begins with"),
    "a page of the web": (X, b"<!DOCTYPE html>", "begins with 3c 21 44 4f"),
    "labels under the name of images": (X, idx(ARRAYS[Y]), "begins with 00 00 08 01"),
    "images under the name of labels": (Y, GOOD, "must begin with 00 00 08 01"),
    "floats": (X, bytes([0, 0, 13]) + GOOD[3:], "begins with 00 00 0d 03"),
    "cut in the header": (X, GOOD[:9], "begins with 00 00 08 03 00 00 00 06 00"),
    "cut in the images": (X, GOOD[:-1], f"cannot reshape array of size {6 * 784 - 1} into shape (6,28,28)"),
    "a byte too many": (X, GOOD + b"\0", f"cannot reshape array of size {6 * 784 + 1}"),
    "the images of the test": (X, idx(IMAGES[6:]), "begins with 00 00 08 03 00 00 00 02"),
    "images of another size": (X, idx(IMAGES[:6, :14]), "begins with 00 00 08 03 00 00 00 06 00 00 00 0e"),
    "fewer labels than images": (Y, idx(LABELS[:1]), "begins with 00 00 08 01 00 00 00 01"),
    "gzip, cut": (X, ZIPPED[:-200], "ended before the end-of-stream"),
    "gzip, cut in its header": (X, ZIPPED[:5], "damaged"),
    "gzip, with another checksum": (X, ZIPPED[:-8] + b"\1\2\3\4" + ZIPPED[-4:], "CRC"),
    "gzip, overwritten": (X, ZIPPED[:10] + b"\xff" * 90 + ZIPPED[100:], "invalid block type"),
    "gzip, with something behind": (X, ZIPPED + b"more", "Not a gzipped file"),
}


KERAS = npz()
DAMAGED |= {
    f"Keras: {what}": ("mnist.npz", content, words)
    for what, content, words in [
        ("empty", b"", "no file of MNIST"),
        ("cut", KERAS[:-200], "damaged"),
        ("overwritten", KERAS[:400] + b"\xff" * 90 + KERAS[490:], "damaged"),
        ("no labels", npz(y_test=None), "KeyError: 'y_test'"),
        ("rows of pixels", npz(x_test=IMAGES[6:].reshape(2, -1).astype(np.uint8)), "holds [('uint8', (6, 28, 28))"),
        ("floats", npz(x_train=IMAGES[:6] / 255), "holds [('float64', (6, 28, 28))"),
        ("fewer labels than images", npz(y_train=np.zeros(5, np.uint8)), "('uint8', (5,))"),
        ("code", npz(y_train=np.array([print], object)), "allow_pickle"),
    ]
}


@pytest.mark.parametrize("name, content, words", DAMAGED.values(), ids=DAMAGED)
def test_damaged_files_are_refused_by_name(machine, name, content, words):
    others = {other: idx(array) for other, array in ARRAYS.items()} if name in ARRAYS else {}
    folder = write(machine, others | {name: content})
    with pytest.raises(ValueError, match=re.escape(words)) as raised:
        mnist()
    assert str(folder / name) in str(raised.value)


def test_a_label_of_ten_is_refused(machine):
    write(machine, {name: idx(array) for name, array in ARRAYS.items()} | {Y: idx(np.array([3, 10]))})
    with pytest.raises(ValueError, match=r"^y_test must hold whole numbers from 0 to 9, got \[ 3 10\]$"):
        mnist()


NO_MNIST = """MNIST is not in {}. Looked in vain for mnist.npz and for
{}
(with .gz or without, also as train-images.idx3-ubyte, in folders of these names, and in MNIST/raw).
Put them there; data/README.md says more."""


@pytest.mark.parametrize("path, where", [(None, "data/mnist"), ("nowhere", "nowhere")])
def test_without_files_the_message_says_what_to_do(machine, path, where):
    with pytest.raises(FileNotFoundError) as raised:
        mnist(path)
    assert str(raised.value) == NO_MNIST.format(where, ", ".join(ARRAYS))
    assert list(machine.iterdir()) == []  # no folder made on the way


def test_the_card_names_the_files():
    card = (Path(datasets.__file__).parent.parent / "data" / "README.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in card for name in (*ARRAYS, "train-images.idx3-ubyte", "MNIST/raw", "mnist.npz"))


def test_missing_files_are_named(machine):
    write(machine, {name: idx(array) for name, array in ARRAYS.items() if name not in (X, Y)})
    with pytest.raises(FileNotFoundError) as raised:
        mnist()
    assert str(raised.value) == NO_MNIST.format("data/mnist", f"{X}, {Y}")
