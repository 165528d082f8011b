"""Damaged and hostile files: each is refused by a ValueError that names it, without running code or filling memory."""

import gzip
import io
import os
import pickle
import struct
import tracemalloc
import zipfile
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import helpers.support.openml
from helpers.activations import elu
from helpers.network import Network
from helpers.support.idx import read_idx
from helpers.support.openml import read_openml
from helpers.support.storage import FORMAT

NETWORK = Network((3, 4, 2), elu(0.5), seed=1)
MEMORY = 50_000_000         # bytes: much more than any of the files here is worth
IMAGES = np.arange(24, dtype=np.uint8).reshape(2, 3, 4)
IDX = bytes([0, 0, 8, 3]) + struct.pack(">3I", 2, 3, 4) + IMAGES.tobytes()
ARFF = b"@RELATION a\n@ATTRIBUTE x real\n@ATTRIBUTE y real\n@ATTRIBUTE class {0,1}\n@DATA\n1,2,0\n3,4,1\n"


def idx(path):
    return read_idx(path, (2, 3, 4))


def openml(path):
    return read_openml(path, 2, 3)


def network_file():
    content = io.BytesIO()
    arrays = {f"{kind}{l}": getattr(NETWORK, kind)[l] for l in (1, 2) for kind in "Wb"}
    np.savez(content, format=FORMAT, widths=NETWORK.widths, hidden="elu", alpha=0.5, cost="cross_entropy", **arrays)
    return content.getvalue()


GOOD = {"network": (Network.load, network_file()), "idx": (idx, IDX), "idx.gz": (idx, gzip.compress(IDX)),
        "arff.gz": (openml, gzip.compress(ARFF))}
CASES = pytest.mark.parametrize("kind", GOOD)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("files") / "a file"


def refused_or_same(kind, path, content):
    """A file is refused by its name, or it says what the good one says, since some bytes mean nothing."""
    read, _ = GOOD[kind]
    path.write_bytes(content)
    try:
        result = read(path)
    except ValueError as error:
        refusal = error
    else:
        refusal = None
    if refusal:
        assert "a file" in str(refusal) and type(refusal) is ValueError
        return True
    if kind == "network":
        result = result.W[1:] + result.b[1:]
    return [np.shape(array) for array in result]


def shapes(kind):
    return {"network": [(3, 4), (4, 2), (1, 4), (1, 2)], "arff.gz": [(2, 2), (2,)]}.get(kind, [(3, 4), (3, 4)])


@CASES
def test_the_good_file_is_read(kind, path):
    assert refused_or_same(kind, path, GOOD[kind][1]) == shapes(kind)


@pytest.mark.filterwarnings("error")
@CASES
def test_a_file_cut_anywhere_is_refused(kind, path):
    good = GOOD[kind][1]
    for length in [*range(0, len(good), max(1, len(good) // 100)), len(good) - 1]:
        assert refused_or_same(kind, path, good[:length]) is True


@pytest.mark.filterwarnings("error")
@CASES
@settings(max_examples=150)
@given(st.data())
def test_turned_bits_are_noticed_or_leave_the_shapes(kind, path, data):
    content = bytearray(GOOD[kind][1])
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    assert refused_or_same(kind, path, bytes(content)) in (True, shapes(kind))


@pytest.mark.filterwarnings("error")
@CASES
@settings(max_examples=80)
@given(content=st.binary(max_size=300) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace")))
def test_a_file_of_anything_is_refused(kind, path, content):
    assert refused_or_same(kind, path, content) is True
    assert refused_or_same(kind, path, gzip.compress(content)) is True


class Bomb:
    """What a pickle would run."""

    def __reduce__(self):
        return os.mkdir, ("exploded",)


@CASES
def test_a_pickle_is_never_run(kind, path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    content = io.BytesIO()
    np.save(content, np.array([Bomb()], object), allow_pickle=True)
    inside = changed({"W1.npy": content.getvalue()})
    for hostile in (pickle.dumps(Bomb()), content.getvalue(), inside, gzip.compress(pickle.dumps(Bomb()))):
        assert refused_or_same(kind, path, hostile) is True
    assert not (tmp_path / "exploded").exists()


@CASES
def test_a_folder_is_refused_by_its_name(kind, tmp_path):
    (tmp_path / "a file").mkdir()
    with pytest.raises(ValueError, match="a file"):
        GOOD[kind][0](tmp_path / "a file")


@pytest.mark.parametrize("call, message", [
    (lambda: read_idx(3, (2, 3)), "path must be the path of a file, got 3"),
    (lambda: read_openml(3, 2, 3), "path must be the path of a file, got 3"),
    (lambda: read_openml("a file", 2, 1), "columns must be at least 2, got 1")])
def test_bad_arguments_are_named(call, message):
    with pytest.raises((TypeError, ValueError), match=f"^{message}$"):
        call()


def test_a_table_has_at_least_a_column_and_a_label(path):
    path.write_bytes(gzip.compress(b"@ATTRIBUTE x real\n@ATTRIBUTE class {0,1}\n@DATA\n1,0\n3,1\n"))
    X, y = read_openml(path, 2, 2)
    assert X.tolist() == [[1], [3]] and y.tolist() == [0, 1]


def test_lines_that_are_no_rows_are_counted(path, monkeypatch):
    monkeypatch.setattr(helpers.support.openml, "EXTRA", 5)         # as many as stand before the 2 rows
    assert refused_or_same("arff.gz", path, gzip.compress(ARFF)) == shapes("arff.gz")
    path.write_bytes(gzip.compress(ARFF + b"\n"))
    with pytest.raises(ValueError, match=r"says: line 8 is too long, or one too many$"):
        openml(path)


def changed(members, compression=zipfile.ZIP_STORED):
    """The file of the network with other members; a member that is None is left out."""
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(network_file())) as old, zipfile.ZipFile(output, "w", compression) as new:
        for name, content in ({name: old.read(name) for name in old.namelist()} | members).items():
            if content is not None:
                new.writestr(name, content)
    return output.getvalue()


def npy(shape, descr="<f8", data=b""):
    header = repr({"descr": descr, "fortran_order": False, "shape": shape}).ljust(117) + "\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode() + data


HOSTILE = {
    "a member too many": changed({"extra.npy": npy((1,), data=bytes(8))}),
    "a member of no array": changed({"readme.txt": b"hello"}),
    "a layer too many": changed({"W3.npy": npy((2, 2), data=bytes(32))}),
    "a wrong name": changed({"W1.npy": None, "w1.npy": npy((3, 4), data=bytes(96))}),
    "text for weights": changed({"W1.npy": b"3.5 1.2"}),
    "raw bytes for weights": changed({"W1.npy": None, "W1": bytes(96)}),
    "a declared shape beyond memory": changed({"W1.npy": npy((10**12, 10**3))}),
    "a declared shape of gigabytes": changed({"W1.npy": npy((10**4, 10**4))}),
    "widths of gigabytes": changed({"widths.npy": npy((10**9,), "<i8")}),
    "a negative shape": changed({"W1.npy": npy((-3, 4), data=bytes(96))}),
    "a shape of words": changed({"W1.npy": npy(("a",), data=bytes(96))}),
    "an object": changed({"W1.npy": npy((3, 4), "|O", bytes(96))}),
    "an unknown type": changed({"W1.npy": npy((3, 4), "<z8", bytes(96))}),
    "a bomb": changed({"W1.npy": npy((10**4, 10**4), data=bytes(8 * 10**8 // 4))}, zipfile.ZIP_DEFLATED),
    "a bomb beside the network": changed({"extra.npy": bytes(2 * 10**8)}, zipfile.ZIP_DEFLATED),
}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_network_is_refused_and_takes_no_memory(name, path):
    tracemalloc.start()
    try:
        assert refused_or_same("network", path, HOSTILE[name]) is True
        assert tracemalloc.get_traced_memory()[1] < MEMORY
    finally:
        tracemalloc.stop()


def test_an_array_shorter_than_its_shape_is_refused_before_it_is_read(path):
    path.write_bytes(changed({"W1.npy": npy((10, 10))}))
    with pytest.raises(ValueError, match=r"W1 is shorter than its shape \(10, 10\)$"):
        Network.load(path)


def zeros(megabytes, before=b"", byte=b"\0"):
    """A gzipped file that unpacks to so many megabytes of one byte."""
    packer = zlib.compressobj(wbits=31)
    packed = [packer.compress(part) for part in (before, *[byte * 10**6] * megabytes)]
    return b"".join([*packed, packer.flush()])


@pytest.mark.parametrize("kind, content", {
    "images without end": ("idx", zeros(200, IDX)), "a line without end": ("arff.gz", zeros(200, ARFF, b" ")),
    "a header without end": ("arff.gz", zeros(20, b"", b"%\n" * 1)), "empty lines without end": (
        "arff.gz", zeros(20, ARFF, b"\n"))}.values())
def test_a_gzip_bomb_is_refused_and_takes_no_memory(kind, content, path):
    tracemalloc.start()
    try:
        assert refused_or_same(kind, path, content) is True
        assert tracemalloc.get_traced_memory()[1] < MEMORY
    finally:
        tracemalloc.stop()
