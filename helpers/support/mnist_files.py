"""The files in which MNIST is distributed: four in the format IDX, or Keras's `mnist.npz`.

An IDX file is a header, and then the numbers. The header is the bytes 0, 0, the code of a type, the number of
dimensions; then each dimension in four bytes, the highest first. MNIST has the type 8, unsigned bytes.
"""

import gzip
import struct
from pathlib import Path

import numpy as np

from helpers.support.storage import read_npz

NAMES = [f"{part}-{kind}" for part in ("train", "t10k") for kind in ("images-idx3-ubyte", "labels-idx1-ubyte")]
# Where such a file may be, with .gz or without: as its authors called it; with a dot, {1}, or in a folder of its own,
# as at Kaggle; in a folder of torchvision.
PLACES = ["{0}", "{1}", "{0}/{0}", "raw/{0}", "MNIST/raw/{0}"]


def find(folder):
    """Return the four IDX files in a folder, None in the place of one that is missing."""
    places = [
        [folder / (place.format(name, name.replace("-idx", ".idx")) + end) for place in PLACES for end in ("", ".gz")]
        for name in NAMES
    ]
    return [next(filter(Path.is_file, paths), None) for paths in places]


def read_idx(path, shape):
    """Return the array of unsigned bytes in an IDX file, gzipped or not.

    Raises ValueError, naming the file, if it is damaged, is no IDX file or holds an array of another shape.
    """
    content, header = Path(path).read_bytes(), bytes([0, 0, 8, len(shape)]) + struct.pack(f">{len(shape)}I", *shape)
    try:
        if content[:2] == b"\x1f\x8b":
            content = gzip.decompress(content)
        if content[: len(header)] != header:
            raise ValueError(f"it must begin with {header.hex(' ')}, but begins with {content[: len(header)].hex(' ')}")
        # A copy of its own may be written to.
        return np.frombuffer(content, np.uint8, offset=len(header)).reshape(shape).copy()
    except Exception as error:  # gzip raises several kinds
        raise ValueError(f"{path} is damaged, or not what its name says: {error}") from None


def read_keras(path, shapes):
    """Return the four arrays of Keras's file, in the order of the IDX files, if they are unsigned bytes so shaped."""

    def read(arrays):
        parts = [arrays[name] for name in ("x_train", "y_train", "x_test", "y_test")]
        found = [(str(part.dtype), part.shape) for part in parts]
        if found != (wanted := [("uint8", shape) for shape in shapes]):
            raise ValueError(f"it must hold {wanted}, but holds {found}")
        return parts

    return read_npz(path, "MNIST", read)
