"""MNIST from files on this machine: small files in its formats are read, damaged ones refused, nothing is fetched."""

import gzip
import hashlib
import io
import json
import re
import socket
import struct
from pathlib import Path

import numpy as np
import pytest
import sklearn
from packaging.version import Version
from sklearn.datasets import fetch_openml

from helpers import datasets
from helpers.datasets import mnist
from helpers.support import openml

RNG = np.random.default_rng(0)
IMAGES, LABELS = RNG.integers(256, size=(8, 28, 28)), np.array([5, 0, 4, 1, 9, 2, 7, 3])
ARRAYS = {"train-images-idx3-ubyte": IMAGES[:6], "train-labels-idx1-ubyte": LABELS[:6],
          "t10k-images-idx3-ubyte": IMAGES[6:], "t10k-labels-idx1-ubyte": LABELS[6:]}
ROWS = [",".join(map(str, [*image.flat, label])) for image, label in zip(IMAGES, LABELS, strict=True)]
ATTRIBUTES = [f"@ATTRIBUTE pixel{i + 1} real" for i in range(784)] + ["@ATTRIBUTE class {0,1,2,3,4,5,6,7,8,9}"]


@pytest.fixture(autouse=True)
def machine(monkeypatch, tmp_path):
    """A machine without MNIST and without a network, for which 6 images are enough to train on, and 2 for the test."""
    def no_network(*_):
        raise AssertionError("nothing must be fetched")

    monkeypatch.setattr(socket, "socket", no_network)
    monkeypatch.setattr(datasets, "DATA", tmp_path / "data")
    monkeypatch.setattr(datasets, "MNIST_IMAGES", (6, 2))
    monkeypatch.setenv("SCIKIT_LEARN_DATA", str(tmp_path / "sklearn"))
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


def arff(rows=ROWS, attributes=ATTRIBUTES):
    return "\n".join(["% MNIST", "@RELATION mnist_784", "", *attributes, "", "@DATA", *rows, ""]).encode()


def write_cache(folder, content, place=0):
    path = folder / "sklearn" / datasets.OPENML_FILES[place]
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    return path


def assert_is_mnist(data):
    assert [array.shape for array in data] == [(6, 784), (6,), (2, 784), (2,)]
    assert all(array.dtype == np.uint8 for array in data)
    np.testing.assert_array_equal(data.X_train, IMAGES[:6].reshape(6, 784))
    np.testing.assert_array_equal(data.X_test, IMAGES[6:].reshape(2, 784))
    np.testing.assert_array_equal(np.concatenate([data.y_train, data.y_test]), LABELS)


@pytest.mark.parametrize("zipped", [(), ("train-images-idx3-ubyte",), tuple(ARRAYS)])
@pytest.mark.parametrize("suffix", ["", ".gz"])
def test_idx_files(machine, zipped, suffix):
    """Whether a file is gzipped is seen from its first bytes; the name may say so or not."""
    write(machine, {name + suffix * (name in zipped): gzip.compress(idx(array)) if name in zipped else idx(array)
                    for name, array in ARRAYS.items()})
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


@pytest.mark.parametrize("path", [3, b"data", ["data"]])
def test_what_is_no_path_is_refused(path):
    message = re.escape(f"path must be the path of a folder, or of mnist.npz, got {path!r}")
    with pytest.raises(TypeError, match=f"^{message}$"):
        mnist(path)


@pytest.mark.parametrize("content", [{name: idx(array) for name, array in ARRAYS.items()}, {"mnist.npz": npz()}],
                         ids=["IDX", "Keras"])
def test_the_arrays_may_be_written_to(machine, content):
    write(machine, content)
    data = mnist()
    data.X_train[0, 0] = 7
    assert data.X_train[0, 0] == 7


X, Y = "train-images-idx3-ubyte", "t10k-labels-idx1-ubyte"
GOOD, ZIPPED = idx(ARRAYS[X]), gzip.compress(idx(ARRAYS[X]))
DAMAGED = {
    "empty": (X, b"", "must begin with the bytes 00 00 08 03, but begins with"),
    "a page of the web": (X, b"<!DOCTYPE html>", "begins with 3c 21 44 4f"),
    "labels under the name of images": (X, idx(ARRAYS[Y]), "begins with 00 00 08 01"),
    "images under the name of labels": (Y, GOOD, "must begin with the bytes 00 00 08 01"),
    "floats": (X, bytes([0, 0, 13]) + GOOD[3:], "begins with 00 00 0d 03"),
    "bytes in the wrong order": (X, bytes([3, 8, 0, 0]) + GOOD[4:], "begins with 03 08 00 00"),
    "cut in the header": (X, GOOD[:9], "says: it ends within its header"),
    "cut in the images": (X, GOOD[:-1], f"must hold {6 * 784} bytes after its header, but holds only {6 * 784 - 1}"),
    "a byte too many": (X, GOOD + b"\0", "but holds more"),
    "the images of the test": (X, idx(IMAGES[6:]), "shape (6, 28, 28), but holds (2, 28, 28)"),
    "images of another size": (X, idx(IMAGES[:6, :14]), "but holds (6, 14, 28)"),
    "as many images as memory has not": (X, GOOD[:4] + b"\xff" * 12 + GOOD[16:], "but holds (4294967295, "),
    "fewer labels than images": (Y, idx(LABELS[:1]), "shape (2,), but holds (1,)"),
    "a label of ten": (Y, idx(np.array([3, 10])), "labels from 0 to 9, but holds 10"),
    "gzip, cut": (X, ZIPPED[:-200], "ended before the end-of-stream"),
    "gzip, cut in its header": (X, ZIPPED[:5], "damaged"),
    "gzip, with another checksum": (X, ZIPPED[:-8] + b"\1\2\3\4" + ZIPPED[-4:], "CRC"),
    "gzip, overwritten": (X, ZIPPED[:10] + b"\xff" * 90 + ZIPPED[100:], "invalid block type"),
    "gzip, with something behind": (X, ZIPPED + b"more", "Not a gzipped file"),
}


KERAS = npz()
DAMAGED |= {f"Keras: {what}": ("mnist.npz", content, words) for what, content, words in [
    ("empty", b"", "no file of MNIST"),
    ("cut", KERAS[:-200], "damaged"),
    ("overwritten", KERAS[:400] + b"\xff" * 90 + KERAS[490:], "damaged"),
    ("no labels", npz(y_test=None), "KeyError: 'y_test'"),
    ("rows of pixels", npz(x_test=IMAGES[6:].reshape(2, -1).astype(np.uint8)), "holds [('uint8', (6, 28, 28))"),
    ("floats", npz(x_train=IMAGES[:6] / 255), "holds [('float64', (6, 28, 28))"),
    ("fewer labels than images", npz(y_train=np.zeros(5, np.uint8)), "('uint8', (5,))"),
    ("a label of ten", npz(y_train=np.full(6, 10, np.uint8)), "labels from 0 to 9, but holds 10"),
    ("code", npz(y_train=np.array([print], object)), "allow_pickle"),
    ("a bomb", npz(more=np.zeros(10**6)), "unpacks to far more than its size")]}


@pytest.mark.parametrize("name, content, words", DAMAGED.values(), ids=DAMAGED)
def test_damaged_files_are_refused_by_name(machine, name, content, words):
    others = {other: idx(array) for other, array in ARRAYS.items()} if name in ARRAYS else {}
    folder = write(machine, others | {name: content})
    with pytest.raises(ValueError, match=re.escape(words)) as raised:
        mnist()
    assert str(folder / name) in str(raised.value)


NO_MNIST = """MNIST is not in {}. Looked in vain for mnist.npz and for
{}
(with .gz or without, also as train-images.idx3-ubyte, in folders of these names, and in MNIST/raw).
Put them there, or call mnist() after sklearn.datasets.fetch_openml('mnist_784');
data/README.md says more."""


@pytest.mark.parametrize("path, where", [(None, "data/mnist"), ("nowhere", "nowhere")])
def test_without_files_the_message_says_what_to_do(machine, path, where):
    with pytest.raises(FileNotFoundError) as raised:
        mnist(path)
    assert str(raised.value) == NO_MNIST.format(where, ", ".join(ARRAYS))
    assert list(machine.iterdir()) == []                    # no folder made on the way


def test_the_card_names_the_files():
    card = (Path(datasets.__file__).parent.parent / "data" / "README.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in card for name in (*ARRAYS, "train-images.idx3-ubyte", "MNIST/raw", "mnist.npz"))


def test_missing_files_are_named(machine):
    write(machine, {name: idx(array) for name, array in ARRAYS.items() if name not in (X, Y)})
    with pytest.raises(FileNotFoundError) as raised:
        mnist()
    assert str(raised.value) == NO_MNIST.format("data/mnist", f"{X}, {Y}")


def test_a_folder_that_is_named_is_not_replaced_by_the_cache(machine):
    write_cache(machine, gzip.compress(arff()))
    with pytest.raises(FileNotFoundError):
        mnist(machine)


@pytest.mark.parametrize("place", [0, 1])
def test_the_cache_of_scikit_learn(machine, place):
    write_cache(machine, gzip.compress(arff()), place)
    assert_is_mnist(mnist())


def test_labels_in_quotes(machine):
    write_cache(machine, gzip.compress(arff([row[:-1] + f"'{row[-1]}'" for row in ROWS])))
    assert_is_mnist(mnist())


def test_long_reading_shows_progress(machine, monkeypatch):
    shown = []
    monkeypatch.setattr(openml, "ROWS", 3)
    monkeypatch.setattr(openml, "progress", lambda items, what: (shown.append((what, at)) or at for at in items))
    write_cache(machine, gzip.compress(arff()))
    assert_is_mnist(mnist())
    assert shown == [("reading", 0), ("reading", 3), ("reading", 6)]


def test_the_cache_is_in_the_home_of_the_user_unless_said_otherwise(machine, monkeypatch):
    assert openml.sklearn_home() == machine / "sklearn"
    monkeypatch.delenv("SCIKIT_LEARN_DATA")
    assert openml.sklearn_home() == Path.home() / "scikit_learn_data"


def test_idx_files_come_before_the_cache(machine):
    write(machine, {name: idx(array) for name, array in ARRAYS.items()})
    write_cache(machine, b"never read")
    assert_is_mnist(mnist())


CACHED = gzip.compress(arff())
DAMAGED_CACHES = {
    "not gzipped": (arff(), "Not a gzipped file"),
    "cut": (CACHED[:-300], "ended before the end-of-stream"),
    "overwritten": (CACHED[:10] + b"\xff" * 90 + CACHED[100:], "invalid block type"),
    "no text": (gzip.compress(b"\xff\xfe" * 900), "damaged"),
    "empty": (gzip.compress(b""), "must have 785 columns, but has 0"),
    "a column too few": (gzip.compress(arff(attributes=ATTRIBUTES[1:])), "but has 784"),
    "a row too few": (gzip.compress(arff(ROWS[1:])), "must have 8 rows, but has only 7"),
    "a row too many": (gzip.compress(arff([*ROWS, ROWS[0]])), "but has more"),
    "a short row": (gzip.compress(arff([*ROWS[:5], ROWS[5][:300], *ROWS[6:]])), "number of columns"),
    "short rows": (gzip.compress(arff([row[row.index(",") + 1:] for row in ROWS])), "cannot reshape"),
    "rows of one number": (gzip.compress(arff("01234567")), "cannot reshape"),
    "a word": (gzip.compress(arff([*ROWS[:7], ROWS[7].replace(",", ",x", 1)])), "could not convert string 'x"),
    "a pixel of 256": (gzip.compress(arff(["256" + ROWS[0][ROWS[0].index(","):], *ROWS[1:]])), "'256'"),
    "a negative pixel": (gzip.compress(arff(["-1" + ROWS[0][ROWS[0].index(","):], *ROWS[1:]])), "'-1'"),
    "a label of ten": (gzip.compress(arff([*ROWS[:7], ROWS[7][:-1] + "10"])), "labels from 0 to 9, but holds 10"),
    "a remark behind a row": (gzip.compress(arff([*ROWS[:7], ROWS[7] + "#"])), "could not convert string '3#"),
}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("content, words", DAMAGED_CACHES.values(), ids=DAMAGED_CACHES)
def test_damaged_caches_are_refused_by_name_and_kept(machine, content, words, monkeypatch):
    monkeypatch.setattr(openml, "ROWS", 3)                  # the last rows come in a chunk that is not full
    path = write_cache(machine, content)
    with pytest.raises(ValueError, match=re.escape(words)) as raised:
        mnist()
    assert str(path) in str(raised.value)
    assert path.read_bytes() == content


def test_scikit_learn_reads_the_same_file_at_the_same_place(machine):
    """A cache as `fetch_openml` would have filled it; its own reader agrees with ours on where and what."""
    named = Version(sklearn.__version__) >= Version("1.7")      # before, the file had its number only
    write_cache(machine, gzip.compress(arff()), place=0 if named else 1)
    assert_is_mnist(mnist())
    feature = {"data_type": "numeric", "is_ignore": "false", "is_row_identifier": "false", "is_target": "false",
               "number_of_missing_values": "0"}
    label = feature | {"name": "class", "index": "784", "data_type": "nominal", "is_target": "true",
                       "nominal_value": [str(k) for k in range(10)]}
    features = [feature | {"name": f"pixel{i + 1}", "index": str(i)} for i in range(784)] + [label]
    answers = {
        "554": {"data_set_description": {
            "id": "554", "name": "mnist_784", "version": "1", "format": "ARFF", "status": "active", "file_id": "52667",
            "url": "https://api.openml.org/data/v1/download/52667/mnist_784.arff",
            "default_target_attribute": "class", "md5_checksum": hashlib.md5(arff()).hexdigest()}},
        "features/554": {"data_features": {"feature": features}},
        "qualities/554": {"data_qualities": {"quality": [{"name": "NumberOfInstances", "value": "8"}]}},
    }
    for place, answer in answers.items():
        path = machine / "sklearn" / "openml" / "openml.org" / "api" / "v1" / "json" / "data" / f"{place}.gz"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(json.dumps(answer).encode()))
    X, y = fetch_openml(data_id=554, as_frame=False, parser="liac-arff", return_X_y=True)
    ours = mnist()
    np.testing.assert_array_equal(X, np.vstack([ours.X_train, ours.X_test]))
    np.testing.assert_array_equal(y.astype(int), np.concatenate([ours.y_train, ours.y_test]))
